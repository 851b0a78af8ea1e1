using System.Text;
using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>propertyNames.</summary>
internal sealed class PropertyNamesInstruction(SchemaNode site, SchemaNode node) : Instruction(site, "propertyNames")
{
    public SchemaNode Node { get; } = node;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        bool valid = true;
        for (int key = token + 1, end = e.View.Next(token); key < end; key = e.View.Next(key + 1))
        {
            // A key is a string token of its own, so it is a value like any other.
            if (e.Evaluate(Node, key, track: false))
                continue;
            valid = false;
            if (!e.Collecting)
                return false;
        }

        return valid;
    }
}

/// <summary>dependentRequired, dependentSchemas and the older dependencies: what follows when a property is present.</summary>
internal sealed class DependentInstruction(SchemaNode site, string keyword, string name, string[] required, SchemaNode? node)
    : Instruction(site, keyword)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly byte[][] _required = Array.ConvertAll(required, Encoding.UTF8.GetBytes);

    public ReadOnlySpan<byte> Name => _name;

    public IReadOnlyList<byte[]> Required => _required;

    public SchemaNode? Node { get; } = node;

    public override bool ForgetsEvaluated => Node is not null;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        if (!Has(ref e, token, _name))
            return true;
        bool valid = Node is null || e.Evaluate(Node, token, track);
        for (int i = 0; i < _required.Length && (valid || e.Collecting); i++)
        {
            if (Has(ref e, token, _required[i]))
                continue;
            valid = false;
            if (e.Collecting)
                e.Report(token, this, $"The property '{required[i]}' is required when '{name}' is present.", required[i]);
        }

        return valid;
    }

    private static bool Has(ref Evaluator e, int obj, ReadOnlySpan<byte> name)
    {
        for (int key = obj + 1, end = e.View.Next(obj); key < end; key = e.View.Next(key + 1))
        {
            if (e.View.Text(key).SequenceEqual(name))
                return true;
        }

        return false;
    }
}
