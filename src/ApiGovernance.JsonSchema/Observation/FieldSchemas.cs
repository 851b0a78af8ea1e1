using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>
/// What all schemas of a value together say of the names in it. Where additionalProperties or a pattern demands something of the value,
/// the key is data, an id or an address perhaps, and not the name of a field: such keys are one path, as the items of an array are.
/// </summary>
internal sealed class FieldSchemas
{
    private readonly SchemaNode[] _schemas;
    private readonly HashSet<byte[]> _named = new(NameComparer.Instance);
    private readonly EcmaPattern[] _patterns;
    private readonly bool _isMap;

    private FieldSchemas(SchemaNode[] schemas)
    {
        _schemas = schemas;
        _patterns = [.. schemas.SelectMany(static s => s.Shape.Patterns).Select(static p => p.Pattern)];
        _isMap = Array.Exists(schemas, static s => s.Shape.AdditionalProperties is { DemandsSomething: true });
        foreach (string name in schemas.SelectMany(static s => s.Shape.Properties.Keys))
            _named.Add(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Of a value that no schema speaks of.</summary>
    public static FieldSchemas None { get; } = new([]);

    /// <summary>Schemas and all that apply beside them: by reference, in every alternative and condition.</summary>
    public static FieldSchemas Of(IEnumerable<SchemaNode> schemas)
    {
        var known = new HashSet<SchemaNode>(schemas);
        if (known.Count == 0)
            return None;
        var all = new List<SchemaNode>(known);
        for (int i = 0; i < all.Count; i++)
        {
            foreach ((SchemaNode also, string keyword) in all[i].InPlace)
            {
                if (keyword != "not" && known.Add(also))
                    all.Add(also);
            }
        }

        return new FieldSchemas([.. all]);
    }

    public bool Names(ReadOnlySpan<byte> name) => _named.Count > 0 && _named.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(name);

    /// <summary>Whether a name is the key of a map.</summary>
    public bool IsKey(ReadOnlySpan<byte> name)
    {
        if (!_isMap && _patterns.Length == 0)
            return false;
        if (Names(name))
            return false;
        if (_isMap)
            return true;
        foreach (EcmaPattern pattern in _patterns)
        {
            if (pattern.Match(name) != PatternMatch.No)
                return true;
        }

        return false;
    }

    /// <summary>The schemas of a property that is named.</summary>
    public FieldSchemas Property(ReadOnlySpan<byte> name)
    {
        string text = Encoding.UTF8.GetString(name);
        return Of(_schemas.Select(s => s.Shape.Properties.GetValueOrDefault(text)).OfType<SchemaNode>());
    }

    /// <summary>The schemas of the items of an array and of the values of a map.</summary>
    public FieldSchemas Items() => Of(_schemas.SelectMany(static s => s.Shape.Patterns.Select(static p => p.Node)
        .Append(s.Shape.Items).Append(s.Shape.AdditionalProperties)).OfType<SchemaNode>());
}
