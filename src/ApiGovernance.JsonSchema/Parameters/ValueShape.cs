using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.JsonSchema.Compilation;
using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// What the schemas of a value say of its types and of its parts: text has no types of its own. Parts are worked out when they are
/// first asked for; shapes of the same schemas are shared, so recursive schemas have few.
/// </summary>
internal sealed class ValueShape
{
    private readonly SchemaProgram? _program;
    private readonly ConcurrentDictionary<string, ValueShape> _shared;
    private readonly SchemaNode[] _nodes;
    private readonly bool _alternatives;
    private (byte[] Name, ValueShape Shape)[]? _properties;
    private ValueShape? _additional;
    private ValueShape? _items;

    /// <param name="program">What the nodes belong to; null when there are none.</param>
    /// <param name="shared">The shapes of one compiled schema.</param>
    /// <param name="nodes">The schemas of the value.</param>
    /// <param name="alternatives">True when one of the schemas applies, false when all do.</param>
    public ValueShape(SchemaProgram? program, ConcurrentDictionary<string, ValueShape> shared, SchemaNode[] nodes, bool alternatives)
    {
        _program = program;
        _shared = shared;
        _nodes = nodes;
        _alternatives = alternatives;
        JsonTypes types = alternatives && nodes.Length > 0 ? JsonTypes.None : JsonTypes.Any;
        foreach (SchemaNode node in nodes)
            types = alternatives ? types | ShapeQueries.Types(node) : types & ShapeQueries.Types(node);
        Types = types == JsonTypes.None ? JsonTypes.Any : types;
    }

    /// <summary>Nothing is known.</summary>
    public static ValueShape Unknown { get; } = new(null, new(StringComparer.Ordinal), [], alternatives: false);

    public JsonTypes Types { get; }

    /// <summary>Whether there is a schema that can judge the value on its own.</summary>
    public bool IsKnown => _nodes.Length > 0;

    public ValueShape Items => _items ??= Of(Closure().Select(static node => node.Shape.Items), static shape => shape.Items);

    /// <summary>Whether a schema names properties at all.</summary>
    public bool NamesProperties => Properties.Length > 0;

    private (byte[] Name, ValueShape Shape)[] Properties => _properties ??= ReadProperties();

    private ValueShape Additional =>
        _additional ??= Of(Closure().Select(static node => node.Shape.AdditionalProperties), static shape => shape.AdditionalProperties);

    /// <summary>The shape of a property, whether named or not.</summary>
    public ValueShape Property(ReadOnlySpan<byte> name) => Named(name) ?? Additional;

    /// <summary>The shape of a property that a schema names; else null.</summary>
    public ValueShape? Named(ReadOnlySpan<byte> name)
    {
        foreach (var (known, shape) in Properties)
        {
            if (known.Length == name.Length && name.SequenceEqual(known))
                return shape;
        }

        return null;
    }

    /// <summary>Whether a value on the tape satisfies the schemas.</summary>
    public bool Accepts(ValueTape tape, int token)
    {
        foreach (SchemaNode node in _nodes)
        {
            if (Evaluate(_program!, node, tape, token) == _alternatives)
                return _alternatives;
        }

        return !_alternatives;
    }

    public static bool Evaluate(SchemaProgram program, SchemaNode node, ValueTape tape, int token)
    {
        tape.Buffers.Evaluated.Count = 0;
        tape.Buffers.Scope.Count = 0;
        var evaluator = new Evaluator(program, tape.View, tape.Buffers, null);
        return evaluator.Evaluate(node, token, track: false) && !evaluator.Aborted;
    }

    private (byte[], ValueShape)[] ReadProperties()
    {
        var names = new List<string>();
        foreach (SchemaNode node in Closure().Concat(Alternatives()))
            names.AddRange(node.Shape.Properties.Keys.Except(names, StringComparer.Ordinal).ToArray());
        return [.. names.Select(name => (Encoding.UTF8.GetBytes(name), Of(
            Closure().Select(node => node.Shape.Properties.GetValueOrDefault(name)), shape => shape.Properties.GetValueOrDefault(name))))];
    }

    /// <summary>What all schemas say; where none of them does, what the alternatives say.</summary>
    private ValueShape Of(IEnumerable<SchemaNode?> certain, Func<SchemaShape, SchemaNode?> ofAlternative)
    {
        SchemaNode[] nodes = [.. certain.OfType<SchemaNode>().Distinct()];
        bool alternatives = nodes.Length == 0;
        if (alternatives)
            nodes = [.. Alternatives().Select(node => ofAlternative(node.Shape)).OfType<SchemaNode>().Distinct()];
        if (nodes.Length == 0)
            return Unknown;
        string key = (alternatives ? "?" : "") + string.Join(' ', nodes.Select(static node => node.Location("")));
        return _shared.GetOrAdd(key, _ => new ValueShape(_program, _shared, nodes, alternatives));
    }

    /// <summary>The schemas that apply for certain: the nodes with their allOf and $ref.</summary>
    private List<SchemaNode> Closure() => _alternatives ? [] : Reach(_nodes, alternatives: false);

    /// <summary>The schemas of which some apply: anyOf and oneOf with all they contain.</summary>
    private IEnumerable<SchemaNode> Alternatives() => Reach(_nodes, alternatives: true).Except(Closure());

    private static List<SchemaNode> Reach(SchemaNode[] nodes, bool alternatives)
    {
        var reached = new List<SchemaNode>(nodes);
        for (int i = 0; i < reached.Count; i++)
        {
            IEnumerable<SchemaNode> next = reached[i].Shape.All;
            if (alternatives)
                next = next.Concat(reached[i].Shape.Any.SelectMany(static any => any));
            reached.AddRange(next.Except(reached).ToArray());
        }

        return reached;
    }
}
