using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>properties, patternProperties, additionalProperties and required in one pass over the object.</summary>
internal sealed class ObjectInstruction : Instruction
{
    private readonly PropertyTable _table;
    private readonly SchemaNode?[] _nodes;
    private readonly bool[] _named;
    private readonly string[] _required;
    private readonly (EcmaPattern Pattern, SchemaNode Node)[] _patterns;
    private readonly SchemaNode? _additional;

    /// <param name="site">The schema object.</param>
    /// <param name="names">First the required names, then the others of <c>properties</c>.</param>
    /// <param name="nodes">For each name the schema of <c>properties</c>, or null when it is only required.</param>
    /// <param name="requiredCount">How many of the names are required.</param>
    /// <param name="patterns">patternProperties.</param>
    /// <param name="additional">additionalProperties; null when every other property is accepted unevaluated.</param>
    public ObjectInstruction(
        SchemaNode site, string[] names, SchemaNode?[] nodes, int requiredCount, (EcmaPattern, SchemaNode)[] patterns, SchemaNode? additional)
        : base(site, "required")
    {
        _table = new PropertyTable(names.Select(System.Text.Encoding.UTF8.GetBytes));
        _nodes = nodes;
        _named = Array.ConvertAll(nodes, static n => n is not null);
        _required = names[..requiredCount];
        _patterns = patterns;
        _additional = additional;
    }

    /// <summary>The required names first, then the others of <c>properties</c>.</summary>
    public IReadOnlyList<byte[]> Names => _table.Names;

    public int RequiredCount => _required.Length;

    public IReadOnlyList<SchemaNode?> Nodes => _nodes;

    public IReadOnlyList<(EcmaPattern Pattern, SchemaNode Node)> Patterns => _patterns;

    public SchemaNode? Additional => _additional;

    public int IndexOf(ReadOnlySpan<byte> name)
    {
        int expected = 0;
        return _table.Find(name, ref expected);
    }

    /// <summary>Whether deciding which of the patterns a name matches can take longer than allowed.</summary>
    public bool HasUndecidablePattern => Array.Exists(_patterns, static p => p.Pattern.CanBeUndecided);

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        bool valid = true;
        Span<ulong> seen = _required.Length <= 256 ? stackalloc ulong[(_required.Length + 63) >> 6] : new ulong[(_required.Length + 63) >> 6];
        int missing = _required.Length;
        int expected = 0;
        for (int key = token + 1, end = e.View.Next(token); key < end; key = e.View.Next(key + 1))
        {
            ReadOnlySpan<byte> name = e.View.Text(key);
            int index = _table.Find(name, ref expected);
            if ((uint)index < (uint)_required.Length)
            {
                ulong bit = 1UL << (index & 63);
                if ((seen[index >> 6] & bit) == 0)
                    missing--;
                seen[index >> 6] |= bit;
            }

            if (EvaluateProperty(ref e, key + 1, name, index, track))
                continue;
            valid = false;
            if (!e.Collecting)
                return false;
        }

        if (missing == 0)
            return valid;
        if (e.Collecting)
            ReportMissing(ref e, token, seen);
        return false;
    }

    private bool EvaluateProperty(ref Evaluator e, int value, ReadOnlySpan<byte> name, int index, bool track)
    {
        bool valid = true;
        bool evaluated = false;
        if (index >= 0 && _named[index])
        {
            evaluated = true;
            valid = e.Evaluate(_nodes[index]!, value, track: false);
        }

        foreach ((EcmaPattern pattern, SchemaNode node) in _patterns)
        {
            PatternMatch match = pattern.Match(name);
            if (match == PatternMatch.No)
                continue;
            evaluated = true;
            if (match == PatternMatch.Undecided)
            {
                valid = false;
                e.GiveUp(value, Site, "patternProperties", "The pattern could not be decided in the time allowed.", pattern.Source);
                continue;
            }

            valid &= e.Evaluate(node, value, track: false);
        }

        if (!evaluated && _additional is not null)
        {
            evaluated = true;
            valid = e.Evaluate(_additional, value, track: false);
        }

        if (evaluated && track)
            e.Buffers.Evaluated.Push(value);
        return valid;
    }

    private void ReportMissing(ref Evaluator e, int token, scoped ReadOnlySpan<ulong> seen)
    {
        for (int i = 0; i < _required.Length; i++)
        {
            if ((seen[i >> 6] & (1UL << (i & 63))) == 0)
                e.Report(token, this, $"The required property '{_required[i]}' is missing.", _required[i]);
        }
    }
}
