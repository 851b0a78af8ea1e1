using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>The schema that an event contract names is one, and describes the property that keeps the events in order.</summary>
internal static class EventSchema
{
    private const string DataPrefix = "data.";

    public static void Check(EventContractDescriptor contract, LoadedDescriptor loaded, DocumentBundle bundle, DescriptorFindings findings)
    {
        if (!bundle.Root.IsReadable)
            return;
        string pointer = contract.Spec.SchemaPlace().Pointer;
        ResolvedNode? schema = pointer.Length == 0
            ? new ResolvedNode(bundle.Root.Uri, "", bundle.Root.Root)
            : bundle.Resolve(bundle.Root.Uri, "#" + pointer);
        if (schema is null || !schema.Node.IsObject)
        {
            const string at = "/spec/schema";
            string problem = schema is null ? $"has nothing at `{pointer}`" : $"has no schema {(pointer.Length == 0 ? "in it" : $"at `{pointer}`")}: that is no object";
            findings.Error(
                "event-schema", $"`spec.schema`: {bundle.Root.Path} {problem}.", "Name a JSON Schema (2020-12) that describes `data`.", loaded.PlaceOf(at), at);
        }
        else if (contract.Spec.OrderingKey.StartsWith(DataPrefix, StringComparison.Ordinal))
        {
            CheckKey(contract.Spec.OrderingKey, schema, bundle, loaded, findings);
        }
    }

    private static void CheckKey(string key, ResolvedNode schema, DocumentBundle bundle, LoadedDescriptor loaded, DescriptorFindings findings)
    {
        const string at = "/spec/orderingKey";
        ResolvedNode[] places = [schema];
        foreach (string name in key[DataPrefix.Length..].Split('.'))
        {
            ResolvedNode[] parts = [.. places.SelectMany(place => Parts(place, bundle))];
            places = [.. parts.Select(part => part.Member("properties")?.Member(name)).OfType<ResolvedNode>()];
            if (places.Length == 0)
            {
                string[] known = [.. parts.Select(part => part.Member("properties")).OfType<ResolvedNode>().SelectMany(p => p.Node.Members).Select(m => m.Name).Distinct()];
                findings.Error(
                    "event-ordering-key", $"`spec.orderingKey` is `{key}`, and the schema has no property `{name}` there.",
                    known.Length == 0 ? "Describe the property in the schema." : Spelling.Advise(name, known, "Properties there"), loaded.PlaceOf(at), at);
                return;
            }

            if (!parts.Any(part => part.Node["required"] is { } required && required.Items.Any(item => item.AsString == name)))
            {
                findings.Warning(
                    "event-ordering-key", $"`spec.orderingKey` is `{key}`, and the schema does not require `{name}`: events without it have no order.",
                    $"Add `{name}` to the schema's `required`.", loaded.PlaceOf(at), at);
                return;
            }
        }
    }

    /// <summary>The schema, what it refers to and what it is composed of: all of these hold at once.</summary>
    private static List<ResolvedNode> Parts(ResolvedNode schema, DocumentBundle bundle)
    {
        List<ResolvedNode> parts = [];
        HashSet<(string, string)> seen = [];
        Queue<ResolvedNode> waiting = new([schema]);
        while (waiting.TryDequeue(out ResolvedNode? part))
        {
            if (!part.Node.IsObject || !seen.Add((part.DocumentUri, part.Pointer)))
                continue;
            parts.Add(part);
            if (part.Node["$ref"]?.AsString is { } reference && bundle.Resolve(part, reference) is { } target)
                waiting.Enqueue(target);
            foreach (ResolvedNode inner in part.Member("allOf")?.Items() ?? [])
                waiting.Enqueue(inner);
        }

        return parts;
    }
}
