using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>Named schemas as such. What they say is judged where it is used.</summary>
internal static class ComponentRules
{
    public static IEnumerable<Change> Check(ContractPair contracts, ExampleRule examples)
    {
        Dictionary<string, SchemaReference> after = contracts.After.Schemas.ToDictionary(schema => schema.Key, schema => schema.Value, StringComparer.Ordinal);
        foreach ((string name, SchemaReference old) in contracts.Before.Schemas)
        {
            ResolvedNode was = new(old.DocumentUri, old.Pointer, old.Node);
            if (!after.TryGetValue(name, out SchemaReference? now))
            {
                yield return new Change("api-schema-removed", contracts.At(contracts.After.Root["components"] is null ? "definitions" : "components"), $"The named schema `{name}` is gone.")
                {
                    Before = name,
                    Was = was,
                    Identity = $"schema {name}",
                };
                continue;
            }

            if (examples.Check(name, old, now) is { } other)
                yield return other;
            foreach (Change extension in ExtensionRule.Check(was, new ResolvedNode(now.DocumentUri, now.Pointer, now.Node), $"The schema `{name}`", $"schema {name}"))
                yield return extension;
        }
    }
}
