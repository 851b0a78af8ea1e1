using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The schemas that the functions of a ruleset declare, each compiled once for all engines.</summary>
internal sealed class FunctionSchemas
{
    private readonly ConcurrentDictionary<string, SchemaCheck> _checks = new(StringComparer.Ordinal);

    /// <exception cref="RulesetScriptException">It does not compile.</exception>
    public SchemaCheck Of(DocumentNode schema) => _checks.GetOrAdd(Encoding.UTF8.GetString(schema.ToJson()), static (_, schema) => new SchemaCheck(schema), schema);
}
