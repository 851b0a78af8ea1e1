using System.Globalization;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>`asyncApi2OperationIdUniqueness` and `asyncApi2MessageIdUniqueness`: an id, own or of a trait, is given once in a document of 2.x.</summary>
internal static class UniqueIdFunctions
{
    public static void OperationIds(LintTarget target, ICollection<FunctionResult> results) =>
        Check(Operations(target.Value), "operationId", "operations", results);

    public static void MessageIds(LintTarget target, ICollection<FunctionResult> results) =>
        Check(Operations(target.Value).SelectMany(Messages), "messageId", "messages", results);

    private static void Check(IEnumerable<Part> parts, string member, string kind, ICollection<FunctionResult> results)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Part part in parts)
        {
            if (Id(part, member) is { } id && !seen.Add(id.Value.AsString!))
                results.Report($"Several {kind} have the {member} `{id.Value.AsString}`.", id.Way);
        }
    }

    /// <summary>The id of the last trait that gives one, else its own: traits are applied in their order.</summary>
    private static Part? Id(Part part, string member)
    {
        ViewNode traits = part.Value["traits"];
        for (int i = (traits.IsArray ? traits.Node!.Items.Count : 0) - 1; i >= 0; i--)
        {
            if (traits[i].IsObject && traits[i][member].AsString is not null)
                return new Part([.. part.Way, "traits", i.ToString(CultureInfo.InvariantCulture), member], traits[i][member]);
        }

        return part.Value[member].AsString is null ? null : new Part([.. part.Way, member], part.Value[member]);
    }

    private static IEnumerable<Part> Operations(ViewNode document)
    {
        foreach ((string address, ViewNode channel) in document["channels"].Members())
        {
            foreach (string kind in (string[])["subscribe", "publish"])
            {
                if (channel[kind].IsObject)
                    yield return new Part(["channels", address, kind], channel[kind]);
            }
        }
    }

    private static IEnumerable<Part> Messages(Part operation)
    {
        ViewNode message = operation.Value["message"];
        if (!message.IsObject)
            yield break;
        if (!message["oneOf"].IsArray)
        {
            yield return new Part([.. operation.Way, "message"], message);
            yield break;
        }

        int index = 0;
        foreach (ViewNode one in message["oneOf"].Items())
        {
            if (one.IsObject)
                yield return new Part([.. operation.Way, "message", "oneOf", index.ToString(CultureInfo.InvariantCulture)], one);
            index++;
        }
    }

    private sealed record Part(IReadOnlyList<string> Way, ViewNode Value);
}
