using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Finds the schemas that operations take and give, through envelopes, lists and alternatives, and what they are used for.</summary>
internal sealed class SchemaUses(ApiContract contract, SchemaViews views, Recognition recognition)
{
    // Names of members that hold a thing or a list of things and say nothing of what it is.
    private static readonly HashSet<string> Wrappers =
    [
        "data", "item", "result", "value", "payload", "content", "record", "entry", "body", "element", "object", "resource", "page", "row", "edge", "node",
        "response", "list", "attribute",
    ];

    // Thousands of operations that all lead to thousands of schemas: what takes longer than this is said, not waited for.
    private const int MaxSteps = 20_000_000;

    private readonly Dictionary<(string, string), EntitySchema> _schemas = [];
    private int _walks;
    private int _steps;

    /// <summary>The contract was too entangled to follow every use of every schema.</summary>
    public bool IsCut => _steps > MaxSteps;

    /// <summary>Every schema that is reached, each once, in the order in which they were found.</summary>
    public IReadOnlyList<EntitySchema> Find()
    {
        foreach (ApiOperation operation in contract.Operations)
            Walk(operation, isIncoming: true);
        foreach (ApiOperation webhook in contract.Webhooks)
            Walk(webhook, isIncoming: false);
        bool isLibrary = contract.Operations.Count == 0 && contract.Webhooks.Count == 0;
        foreach ((string name, SchemaReference schema) in contract.Schemas)
        {
            EntitySchema found = Schema(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), name);
            if (found.Role is null && (isLibrary || found.View.Mark is not null || found.Recognized?.Sign == RecognitionSign.Reference))
                found.Use(EntityRole.Full, null);
        }

        return [.. _schemas.Values.Where(s => s.Role is not null)];
    }

    /// <param name="isIncoming">Callers send the requests; false for webhooks and callbacks, which the API sends.</param>
    private void Walk(ApiOperation operation, bool isIncoming)
    {
        string noun = NounOf(operation.Path);
        EntityRole request = !isIncoming ? EntityRole.Full : operation.Method == "PATCH" ? EntityRole.Patch : EntityRole.Input;
        foreach (ApiMediaType content in operation.RequestBody?.Content ?? [])
            Walk(content, content.Name.Contains("patch+json", StringComparison.Ordinal) ? EntityRole.Patch : request, noun, operation);
        foreach (ApiResponse response in isIncoming ? operation.Responses.Where(IsAnswer) : [])
        {
            foreach (ApiMediaType content in response.Content)
                Walk(content, EntityRole.Full, noun, operation);
        }

        foreach (ApiOperation callback in operation.Callbacks.SelectMany(c => c.Requests).SelectMany(r => r.Operations))
            Walk(callback, isIncoming: false);
    }

    private void Walk(ApiMediaType content, EntityRole role, string noun, ApiOperation operation)
    {
        if ((content.Schema ?? content.ItemSchema) is not { } schema)
            return;

        int walk = ++_walks;
        string name = operation.ToString();
        var queue = new Queue<(EntitySchema Schema, CanonicalEntity? Inside)>();
        queue.Enqueue((Schema(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), noun), null));
        while (!IsCut && queue.TryDequeue(out (EntitySchema Schema, CanonicalEntity? Inside) next))
        {
            EntitySchema found = next.Schema;
            // A variant inside a product, the details of an invoice: a part of the entity and no record of its own.
            bool isPart = next.Inside is { } around && found.Recognized?.Entity == around && found.View.Mark is null;
            if (isPart || found.Walk == walk)
                continue;

            found.Walk = walk;
            found.Use(RoleOf(role, found), name);
            found.Next ??= [.. found.Children.Select(child => Schema(child.Schema, child.Hint))];
            _steps += found.Next.Length;
            foreach (EntitySchema child in found.Next)
            {
                if (child.Walk != walk)
                    queue.Enqueue((child, found.Recognized?.Entity ?? next.Inside));
            }
        }
    }

    private EntitySchema Schema(ResolvedNode written, string hint)
    {
        ResolvedNode place = views.Target(written);
        (string, string) key = (place.DocumentUri, place.Pointer);
        if (!_schemas.TryGetValue(key, out EntitySchema? schema))
        {
            schema = Read(place, SchemaPlace.ComponentOf(place) ?? hint);
            _schemas[key] = schema;
        }

        return schema;
    }

    private EntitySchema Read(ResolvedNode place, string hint)
    {
        SchemaView view = views.Of(place);
        bool isOptedOut = view.Mark?.Node.AsString == Recognition.None;
        Recognized? recognized = null;
        ResolvedNode? unknown = null;
        if (view.Mark is { } mark && !isOptedOut)
        {
            recognized = recognition.OfMark(mark.Node) is { } entity ? new Recognized(entity, RecognitionSign.Mark, 1) : null;
            unknown = recognized is null ? mark : null;
        }
        else if (!isOptedOut)
        {
            bool isChoice = view.Variants.Count > 0 && place.Node["properties"] is null && place.Node["allOf"] is null;
            recognized = recognition.OfReference(view) ?? (view.IsObject && !isChoice ? recognition.OfContent(view, hint) : null);
        }

        EntityName name = EntityName.Of(hint);
        return new EntitySchema
        {
            IsSummary = name.IsSummary,
            IsPartial = name.IsPartial,
            Place = place,
            View = view,
            Hint = hint,
            Recognized = recognized,
            IsOptedOut = isOptedOut,
            UnknownMark = unknown,
            Children = [.. Children(view, recognized?.Entity, hint)],
        };
    }

    /// <summary>What stands inside an entity where the entity has a field for it is compared there, and is no entity of its own.</summary>
    private static IEnumerable<(ResolvedNode, string)> Children(SchemaView view, CanonicalEntity? entity, string hint)
    {
        IEnumerable<ViewProperty> properties = entity is null
            ? view.Properties
            : FieldAlignment.Of(entity.Type.Fields, view.Properties, entity).Unmatched;
        IEnumerable<(ResolvedNode, string)> inner = properties.Where(p => MayHold(p.Schema)).Select(p => (p.Schema, Wrappers.Contains(p.Key) ? hint : p.Name));
        if (entity is not null)
            return inner;
        if (view.Items is { } items)
            inner = inner.Append((items, hint));
        if (view.Additional is { } additional)
            inner = inner.Append((additional, hint));
        return inner.Concat(view.Variants.Select(v => (v, hint)));
    }

    private static bool MayHold(ResolvedNode schema) => schema.Node["type"]?.AsString is null or "object" or "array";

    private static EntityRole RoleOf(EntityRole role, EntitySchema schema) => role switch
    {
        EntityRole.Full when schema.IsSummary => EntityRole.Summary,
        EntityRole.Input when schema.IsPartial || schema.IsSummary => EntityRole.Patch,
        _ => role,
    };

    private static bool IsAnswer(ApiResponse response) => response.Status[0] is not ('4' or '5') && response.Status != "default";

    /// <summary>The last segment that is no parameter: <c>orders</c> of <c>/shops/{shop}/orders/{id}</c>.</summary>
    private static string NounOf(string path) =>
        path.Split('/').LastOrDefault(s => s.Length > 0 && !s.Contains('{', StringComparison.Ordinal)) ?? path;
}
