using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>
/// The discriminator of OpenAPI: a property names the schema that the object must satisfy. A name that leads nowhere is an error of its
/// own (OpenAPI 3.0.4, 3.1.1, Discriminator Object: validation should fail), told with the names there are.
/// </summary>
/// <param name="site">The schema it stands in.</param>
/// <param name="property">The property.</param>
/// <param name="targets">The schema of each name; null for a name that asks for nothing more than its own schema does.</param>
internal sealed class DiscriminatorInstruction(SchemaNode site, string property, IReadOnlyList<(string Name, SchemaNode? Node)> targets)
    : Instruction(site, "discriminator")
{
    private const int ShownNames = 20;

    private static int s_lastId;

    // Not a hash code: two discriminators taken for one would let an object pass that nobody looked at.
    private readonly int _id = Interlocked.Increment(ref s_lastId);

    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);
    private readonly SchemaNode?[] _nodes = [.. targets.Select(static target => target.Node)];
    private readonly PropertyTable _names = new(targets.Select(static target => Encoding.UTF8.GetBytes(target.Name)));

    public string Property { get; } = property;

    public IReadOnlyList<(string Name, SchemaNode? Node)> Targets { get; } = targets;

    /// <summary>3.2 <c>defaultMapping</c>: the schema of objects without the property or with an unknown name.</summary>
    public SchemaNode? Default { get; init; }

    /// <summary>The alternatives, where some have no name and may match whatever has an unknown one.</summary>
    public Instruction? Unnamed { get; init; }

    /// <summary>The schema itself requires the property, so that its absence is told already.</summary>
    public bool IsRequired { get; init; }

    public override bool ForgetsEvaluated => true;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        for (int key = token + 1, end = e.View.Next(token); key < end; key = e.View.Next(key + 1))
        {
            if (e.View.Text(key).SequenceEqual(_property))
                return Dispatch(ref e, token, key + 1, track);
        }

        if (Default is not null || Unnamed is not null)
            return Otherwise(ref e, token, track);
        return IsRequired
            || (e.Collecting && e.Report(token, this, $"The object must have the property '{Property}', which tells what it is: {Names()}.", Names()));
    }

    private bool Dispatch(ref Evaluator e, int token, int value, bool track)
    {
        int expected = 0;
        int index = e.View.Kind(value) == JsonKind.String ? _names.Find(e.View.Text(value), ref expected) : -1;
        if (index >= 0)
            return _nodes[index] is not { } node || Enter(ref e, node, token, track);
        if (Default is not null || Unnamed is not null)
            return Otherwise(ref e, token, track);
        return e.Collecting && e.Report(value, this, $"The value tells what the object is, and must be {Names()}.", Names());
    }

    private bool Otherwise(ref Evaluator e, int token, bool track) =>
        Default is { } node ? Enter(ref e, node, token, track) : Unnamed!.Run(ref e, token, track);

    /// <summary>The schema that is named may lead back here by ways that cannot be seen beforehand; once is enough.</summary>
    private bool Enter(ref Evaluator e, SchemaNode node, int token, bool track)
    {
        IntStack entered = e.Buffers.Dispatched;
        for (int i = 0; i < entered.Count; i += 2)
        {
            if (entered[i] == _id && entered[i + 1] == token)
                return true;
        }

        entered.Push(_id);
        entered.Push(token);
        bool valid = e.Evaluate(node, token, track);
        entered.Count -= 2;
        return valid;
    }

    private string Names()
    {
        IEnumerable<string> shown = Targets.Take(ShownNames).Select(static target => $"\"{target.Name}\"");
        string list = string.Join(", ", shown);
        return Targets.Count > ShownNames ? $"one of {list} and {Targets.Count - ShownNames} more" : Targets.Count == 1 ? list : "one of " + list;
    }
}
