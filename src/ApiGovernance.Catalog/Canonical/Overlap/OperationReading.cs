using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Reads method, path and name of an operation: what it does to which resource.</summary>
internal sealed class OperationReading(EntityVocabulary vocabulary, BodyReading bodies)
{
    // Parts that teams name differently, under the name that is kept.
    private static readonly Dictionary<string, string> PartNames = new(StringComparer.Ordinal)
    {
        ["item"] = "line",
        ["line item"] = "line",
        ["position"] = "line",
        ["entry"] = "line",
        ["row"] = "line",
        ["consignee"] = "address",
        ["event"] = "history",
        ["log"] = "history",
        ["state"] = "status",
        ["note"] = "comment",
        ["remark"] = "comment",
        ["message"] = "comment",
        ["attachment"] = "document",
        ["file"] = "document",
        ["picture"] = "image",
        ["photo"] = "image",
        ["media"] = "image",
        ["metafield"] = "custom field",
        ["attribute"] = "custom field",
    };

    /// <returns>
    /// The operation, whether its entity is certain rather than likely, and the entity of the section of the API that it is in:
    /// <c>/shipping/products</c> is about products, in a section about shipments.
    /// </returns>
    public (FootprintOperation Operation, bool IsStrong, string? Section) Read(ApiOperation operation)
    {
        ResourcePath path = ResourcePath.Of(operation.EffectivePaths.First(), vocabulary);
        List<ResourceSegment> segments = [.. path.Segments];
        (OperationVerb verb, string? action) = VerbOf(operation, segments);
        int anchor = AnchorOf(segments);
        string? entity = anchor < 0 ? null : segments[anchor].Entity!.Entity;
        List<string> sub = [.. SubResource(segments, anchor)];
        if (action is not null)
            sub.Add(action);
        var read = new FootprintOperation(
            operation.ToString(),
            entity,
            verb,
            string.Join(' ', sub),
            [.. segments.SelectMany(segment => segment.Words)],
            [.. KeysOf(operation, segments).Distinct(StringComparer.Ordinal)],
            [.. BodyReading.SchemaWordsOf(operation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        string? section = segments.Take(Math.Max(anchor, 0))
            .FirstOrDefault(segment => segment is { Parameter: null, Entity: { IsStrong: true, IsHead: true } })?.Entity!.Entity;
        return (read, anchor >= 0 && segments[anchor].Entity is { IsStrong: true }, section);
    }

    private (OperationVerb Verb, string? Action) VerbOf(ApiOperation operation, List<ResourceSegment> segments)
    {
        if (segments.Count == 0)
            return (OfMethod(operation, null), null);
        ResourceSegment last = segments[^1];

        // POST /orders/{id}/cancel, POST /orders/search
        bool writes = operation.Method is "POST" or "PUT" or "PATCH";
        string head = last.Words[^1];
        if (last.Parameter is null && last.Words.Count == 1 && segments.Count > 1)
        {
            if (writes && OperationVerbs.OfNoun(head) is { } nominal)
                return RemoveLast(segments, OperationVerb.Action, nominal);
            if (OperationVerbs.Of(head) is { } named && (writes || named == OperationVerb.List))
                return RemoveLast(segments, named, named == OperationVerb.Action ? head : null);
        }

        // POST /createOrder, GET /getOrders: the name of a procedure.
        if (last.Words.Count > 1 && OperationVerbs.Of(last.Words[0]) is { } leading && (segments.Count == 1 || last.Parameter is null))
        {
            string[] rest = [.. last.Words.Skip(1)];
            segments[^1] = last with { Words = rest, Entity = vocabulary.Find(rest) };
            if (leading == OperationVerb.Read && SingularWords.IsPlural(last.Text))
                leading = OperationVerb.List;
            return (leading, leading == OperationVerb.Action ? last.Words[0] : null);
        }

        return (OfMethod(operation, last), null);
    }

    private OperationVerb OfMethod(ApiOperation operation, ResourceSegment? last) => operation.Method switch
    {
        "GET" or "HEAD" => last is { Parameter: null } && (SingularWords.IsPlural(last.Text) || bodies.GivesList(operation)) ? OperationVerb.List : OperationVerb.Read,
        // One that is made under a name the caller chose is put in its place.
        "POST" => OperationVerb.Create,
        "PUT" => OperationVerb.Replace,
        "PATCH" => OperationVerb.Update,
        "DELETE" => OperationVerb.Delete,
        "QUERY" => OperationVerb.List,
        _ => OperationVerb.Action,
    };

    private static (OperationVerb Verb, string? Action) RemoveLast(List<ResourceSegment> segments, OperationVerb verb, string? action)
    {
        segments.RemoveAt(segments.Count - 1);
        return (verb, action);
    }

    /// <summary>The last segment that names an entity; else the last that is about one; else the last that may be one.</summary>
    private static int AnchorOf(List<ResourceSegment> segments)
    {
        int strong = segments.FindLastIndex(segment => segment.Entity is { IsStrong: true, IsHead: true });
        if (strong >= 0)
            return strong;
        int about = segments.FindLastIndex(segment => segment.Entity is { IsStrong: true });
        return about >= 0 ? about : segments.FindLastIndex(segment => segment.Entity is not null);
    }

    private static IEnumerable<string> SubResource(List<ResourceSegment> segments, int anchor)
    {
        // Nothing canonical: the last resource of the path is what it is about.
        if (anchor < 0)
            return segments.Count == 0 ? [] : [Part(segments[^1].Words, null)];
        ResourceSegment at = segments[anchor];
        IEnumerable<string> own = at.Entity is { IsHead: false } ? [Part(at.Words, at.Entity.IsStrong ? at.Entity.Entity : null)] : [];
        return [.. own, .. segments.Skip(anchor + 1).Select(segment => Part(segment.Words, at.Entity!.Entity))];
    }

    // An order's order-items are its items, and its items are its lines.
    private static string Part(IReadOnlyList<string> words, string? entity)
    {
        string name = string.Join(' ', words.Count > 1 && words[0] == entity ? words.Skip(1) : words);
        return PartNames.GetValueOrDefault(name, name);
    }

    private static IEnumerable<string> KeysOf(ApiOperation operation, List<ResourceSegment> segments)
    {
        HashSet<string> inPath = new(StringComparer.Ordinal);
        foreach (ResourceSegment segment in segments.Where(segment => segment.Parameter is not null))
        {
            inPath.Add(segment.Parameter!);
            IReadOnlyList<string> words = SingularWords.Of(segment.Parameter!);
            // /orders/{id} is an order's id.
            string key = string.Join(' ', words is ["id" or "number" or "key" or "code"] ? [segment.Words[^1], words[0]] : words);
            if (Boilerplate.IsKey(key))
                yield return key;
        }

        foreach (ApiParameter parameter in operation.Parameters.Where(p => p.In == ParameterLocation.Query && !inPath.Contains(p.Name)))
        {
            IReadOnlyList<string> words = SingularWords.Of(parameter.Name);
            if (BodyReading.IsIdentifier(words) && Boilerplate.IsKey(string.Join(' ', words)))
                yield return string.Join(' ', words);
        }
    }
}
