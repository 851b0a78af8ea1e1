using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Links;

/// <summary>The links of a response, by name.</summary>
internal static class LinkRules
{
    /// <returns>Changes whose identity is the link's name.</returns>
    public static IEnumerable<Change> Check(ApiResponse before, ApiResponse after)
    {
        foreach (ApiLink old in before.Links)
        {
            string words = $"link `{old.Name}` of its response {after.Status}";
            if (after.Links.FirstOrDefault(link => link.Name == old.Name) is not { } now)
                yield return new Change("response-link-removed", after.Place, $"no longer has the {words}.") { Before = old.Name, Was = old.Place, Identity = old.Name };
            else
                foreach (Change change in Changed(old, now, words))
                    yield return change with { Was = old.Place, Identity = old.Name };
        }

        foreach (ApiLink added in after.Links.Where(link => before.Links.All(old => old.Name != link.Name)))
            yield return new Change("response-link-added", added.Place, $"has the new link `{added.Name}` in its response {after.Status}.") { After = added.Name, Identity = added.Name };
    }

    private static IEnumerable<Change> Changed(ApiLink old, ApiLink now, string words)
    {
        string was = Operation(old), leads = Operation(now);
        // By its id or by a reference: one may stand for the other.
        if (was != leads && !(old.Target is not null && now.OperationId is { } id && old.Target.Node["operationId"]?.AsString == id)
            && !(now.Target is not null && old.OperationId is { } oldId && now.Target.Node["operationId"]?.AsString == oldId))
        {
            yield return new Change("response-link-operation-changed", now.Place, $"leads to `{leads}` by the {words}, no longer to `{was}`.") { Before = was, After = leads };
        }

        (string before, string after) = (Values(old), Values(now));
        if (before != after)
            yield return new Change("response-link-values-changed", now.Place, $"passes other values by the {words}: {after}, before {before}.") { Before = before, After = after };
    }

    private static string Operation(ApiLink link) => link.OperationId ?? link.OperationRef ?? "";

    private static string Values(ApiLink link)
    {
        IEnumerable<string> parts = link.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => $"{parameter.Name}={Text(parameter.Value)}");
        if (link.RequestBody is { } body)
            parts = parts.Append($"body={Text(body)}");
        if (link.Server is { } server)
            parts = parts.Append($"server={server.ResolvedUrl}");
        string text = string.Join(", ", parts);
        return text.Length == 0 ? "nothing" : text;
    }

    private static string Text(DocumentNode node) => node.Text ?? Encoding.UTF8.GetString(node.ToJson());
}
