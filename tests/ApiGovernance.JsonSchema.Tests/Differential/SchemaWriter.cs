namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// Writes random schemas of all keywords but <c>format</c>. A reference that applies to the same value leads only to definitions that
/// come later, one that applies to a child leads anywhere: recursion always makes progress.
/// </summary>
internal sealed partial class SchemaWriter(Dice dice, SchemaShape shape)
{
    private const string Base = "http://t.example/";

    private static readonly string[] s_definitionNames = ["d0", "d1", "a/b", "m~n", "x y", "é", "50%"];

    private readonly List<Definition> _definitions = [];
    private Definition? _current;
    private bool _rootHasId;
    private bool _dynamic;
    private int _budget;

    private enum Focus
    {
        Number,
        Text,
        Array,
        Object,
        Any,
    }

    private bool Modern => shape.Dialect != SchemaDialect.Draft7;

    private string DefinitionsKey => Modern ? "$defs" : "definitions";

    public JsonTree Root()
    {
        _budget = dice.Between(4, 26);
        _rootHasId = dice.Chance(25);
        _dynamic = Modern && dice.Chance(8);
        _rootHasId |= _dynamic;
        for (int count = dice.Below(4); count > 0; count--)
            Define();
        JsonTree root = dice.Chance(99) ? SchemaObject(depth: 3, inPlace: true) : Schema(0, inPlace: true);
        if (!root.IsObject || (!Modern && root.Get("$ref") is not null))
            return root.IsObject && _definitions.Count > 0 ? Complete(JsonTree.Object().With("allOf", JsonTree.Array(root))) : root;
        return Complete(root);
    }

    private JsonTree Complete(JsonTree root)
    {
        if (_rootHasId)
            root.With("$id", JsonTree.String(Base + "root"));
        if (_dynamic)
            root.With("$dynamicAnchor", JsonTree.String("node"));
        if (dice.Chance(15))
            root.With("$schema", JsonTree.String(Modern ? "https://json-schema.org/draft/2020-12/schema" : "http://json-schema.org/draft-07/schema#"));
        JsonTree definitions = JsonTree.Object();
        for (int i = 0; i < _definitions.Count; i++)
        {
            _current = _definitions[i];
            _budget = Math.Max(_budget, 4);
            definitions.With(_current.Name, Finish(_current, SchemaObject(depth: 2, inPlace: true)));
        }

        return _definitions.Count == 0 ? root : root.With(DefinitionsKey, definitions);
    }

    private void Define()
    {
        int index = _definitions.Count;
        string name = dice.Pick<string>(s_definitionNames);
        if (_definitions.Exists(definition => definition.Name == name))
            return;
        string? id = _rootHasId && dice.Chance(35) ? $"res{index}" : null;
        string? anchor = id is null && dice.Chance(25) ? $"an{index}" : null;
        _definitions.Add(new Definition(index, name, id, anchor, Node: _dynamic && id is not null && dice.Chance(60)));
    }

    private JsonTree Finish(Definition definition, JsonTree schema)
    {
        // Beside a $ref, draft 7 sees neither $id nor anything else.
        if (!Modern && schema.Get("$ref") is not null)
            schema = JsonTree.Object().With("allOf", JsonTree.Array(schema));
        if (definition.Id is not null)
        {
            schema.With("$id", JsonTree.String(dice.Chance(50) ? definition.Id : Base + definition.Id));
            if (definition.Node)
                schema.With("$dynamicAnchor", JsonTree.String("node"));
        }

        if (definition.Anchor is not null)
            schema.With(Modern ? "$anchor" : "$id", JsonTree.String((Modern ? "" : "#") + definition.Anchor));
        return schema;
    }

    /// <param name="depth">How many levels of subschemas may follow.</param>
    /// <param name="inPlace">Whether it applies to the same value as the definition it stands in.</param>
    private JsonTree Schema(int depth, bool inPlace)
    {
        _budget--;
        if (dice.Chance(7))
            return dice.Chance(75) ? JsonTree.True : JsonTree.False;
        return SchemaObject(depth, inPlace);
    }

    private JsonTree SchemaObject(int depth, bool inPlace)
    {
        if (_budget < 0)
            depth = 0;
        JsonTree schema = JsonTree.Object();
        if (dice.Chance(depth == 0 ? 10 : 14) && Reference(inPlace) is { } reference)
        {
            schema.With("$ref", JsonTree.String(reference));
            if (!Modern ? dice.Chance(92) : dice.Chance(50))
                return schema;
        }

        if (_dynamic && !inPlace && dice.Chance(25) && (shape.DynamicUris || _current is { Node: true } or { Id: null } or null))
            schema.With("$dynamicRef", JsonTree.String(_current is { Node: true } || !shape.DynamicUris || ToRoot() is "#" ? "#node" : Base + "root#node"));
        Focus focus = dice.Pick(Focus.Number, Focus.Text, Focus.Array, Focus.Object, Focus.Object, Focus.Any);
        for (int groups = dice.Between(1, 3); groups > 0; groups--)
            Group(schema, dice.Chance(88) ? focus : dice.Pick(Focus.Number, Focus.Text, Focus.Array, Focus.Object), depth);
        if (depth > 0 && dice.Chance(30))
            Combine(schema, depth, inPlace, focus);
        if (Modern && depth > 0 && dice.Chance(12))
            Unevaluated(schema, depth, inPlace, focus);
        if (dice.Chance(4))
            Noise(schema);
        return schema;
    }

    private void Group(JsonTree schema, Focus focus, int depth)
    {
        if (dice.Chance(20))
            Type(schema, focus);
        if (dice.Chance(7))
            Values(schema, focus);
        switch (focus)
        {
            case Focus.Number:
                NumberKeyword(schema);
                break;
            case Focus.Text:
                TextKeyword(schema);
                break;
            case Focus.Array:
                ArrayKeyword(schema, depth);
                break;
            case Focus.Object:
                ObjectKeyword(schema, depth);
                break;
            default:
                Type(schema, focus);
                break;
        }
    }

    /// <summary>A reference that can be followed from here; null where there is none.</summary>
    private string? Reference(bool inPlace)
    {
        int least = inPlace ? (_current?.Index ?? -1) + 1 : 0;
        if (least >= _definitions.Count || (!inPlace && dice.Chance(25)))
            return inPlace ? null : ToRoot();
        Definition target = _definitions[dice.Between(least, _definitions.Count - 1)];
        if (target == _current && target.Id is not null && dice.Chance(50))
            return "#";
        if (target.Id is not null)
            return dice.Chance(50) ? target.Id : Base + target.Id;
        string fragment = target.Anchor is not null && dice.Chance(60) ? target.Anchor : Pointer(target.Name);
        return ToRoot() is var root && root == "#" ? "#" + fragment : root + "#" + fragment;
    }

    /// <summary>Inside a resource with an $id of its own, '#' is not the root.</summary>
    private string ToRoot()
    {
        if (!_rootHasId || (_current?.Id is null && dice.Chance(80)))
            return "#";
        return dice.Chance(50) ? "root" : Base + "root";
    }

    private string Pointer(string name)
    {
        string token = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return $"/{DefinitionsKey}/{Uri.EscapeDataString(token)}";
    }

    /// <summary>Keywords that say nothing, with values that look as if they did.</summary>
    private void Noise(JsonTree schema)
    {
        JsonTree trap = dice.Pick(JsonTree.Object().With("type", JsonTree.String("no")), JsonTree.String("x"), JsonTree.Object().With("minimum", JsonTree.Number(1)));
        schema.With(dice.Pick("default", "x-note", "$comment", "title", "examples"), trap);
        if (schema.Get("$comment") is not null)
            schema.With("$comment", JsonTree.String("type: no"));
        if (schema.Get("title") is not null)
            schema.With("title", JsonTree.String("false"));
        if (schema.Get("examples") is not null)
            schema.With("examples", JsonTree.Array(trap));
    }

    private sealed record Definition(int Index, string Name, string? Id, string? Anchor, bool Node);
}
