using System.Globalization;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Streaming;

namespace ApiGovernance.JsonSchema.Listing;

/// <summary>Writes plans out as lines, each plan once, in the order in which they are first referred to.</summary>
internal sealed partial class ProgramWriter
{
    private readonly List<(SchemaOperation Operation, int Indent, string Operands, Plan? Target, string? Location)> _lines = [];
    private readonly Dictionary<Plan, int> _starts = [];
    private readonly Queue<Plan> _pending = new();

    public static SchemaProgramListing Write(Plan root)
    {
        var writer = new ProgramWriter();
        writer.Reach(root);
        while (writer._pending.TryDequeue(out Plan? plan))
            writer.WritePlan(plan);
        return new SchemaProgramListing([.. writer._lines.Select((line, number) => new SchemaProgramLine(
            number, line.Indent, line.Operation, writer.WithTarget(line.Operands, line.Target), line.Location))]);
    }

    /// <summary>The listing of a schema that is only run over the tape.</summary>
    public static SchemaProgramListing TapeOnly(string location) => new([
        new SchemaProgramLine(0, 0, SchemaOperation.Value, "nothing", location),
        new SchemaProgramLine(1, 1, SchemaOperation.Tape, "every kind: the schema was compiled for the tape engine", null)]);

    private string WithTarget(string operands, Plan? target)
    {
        if (target is null)
            return operands;
        string place = ReferenceEquals(target, Plan.Anything) ? "anything"
            : ReferenceEquals(target, Plan.Nothing) ? "nothing"
            : _starts[target].ToString(CultureInfo.InvariantCulture);
        return operands.Length == 0 ? "-> " + place : operands + " -> " + place;
    }

    private void Reach(Plan plan)
    {
        if (!ReferenceEquals(plan, Plan.Anything) && !ReferenceEquals(plan, Plan.Nothing) && _starts.TryAdd(plan, -1))
            _pending.Enqueue(plan);
        else if (_lines.Count == 0 && _pending.Count == 0)
            Add(SchemaOperation.Value, 0, plan.Kinds == 0 ? "nothing" : "anything");
    }

    private void WritePlan(Plan plan)
    {
        _starts[plan] = _lines.Count;
        Add(SchemaOperation.Value, 0, Kinds(plan.Kinds), location: string.Join(' ', plan.Sources.Select(static s => s.Node.Location(""))));
        if (plan.TapeKinds != 0)
            Add(SchemaOperation.Tape, 1, $"{Kinds(plan.TapeKinds)}: {plan.Tape!.Reason}");
        if (plan.String is not null)
            WriteString(plan.String, 1);
        if (plan.Number is not null)
            WriteNumber(plan.Number, 1);
        if (!ReferenceEquals(plan.Array, Plan.AnyArray))
            WriteArray(plan.Array);
        if (!ReferenceEquals(plan.Object, Plan.AnyObject))
            WriteObject(plan.Object, 1);
    }

    private void WriteArray(ArrayPlan plan)
    {
        if (Range(plan.MinItems, plan.MaxItems) is { } range)
            Add(SchemaOperation.ItemCount, 1, range);
        for (int i = 0; i < plan.Prefix.Length; i++)
            Add(SchemaOperation.PrefixItem, 1, i.ToString(CultureInfo.InvariantCulture), plan.Prefix[i]);
        Add(SchemaOperation.Items, 1, "", plan.Rest);
        foreach (ContainsCheck contains in plan.Contains)
            Add(SchemaOperation.Contains, 1, Range(contains.Min, contains.Max) ?? "any number", contains.Item);
        if (plan.Unique)
            Add(SchemaOperation.UniqueItems, 1, "");
    }

    private void Add(SchemaOperation operation, int indent, string operands, Plan? target = null, string? location = null)
    {
        if (target is not null)
            Reach(target);
        _lines.Add((operation, indent, operands, target, location));
    }

    private static string Kinds(byte kinds)
    {
        if (kinds == Plan.AllKinds)
            return "anything";
        if (kinds == 0)
            return "nothing";
        return string.Join(' ', Enum.GetValues<JsonKind>().Where(kind => (kinds & (1 << (int)kind)) != 0)
            .Select(static kind => kind.ToString().ToLowerInvariant()));
    }

    private static string? Range(long min, long max) => (min, max) switch
    {
        (0, long.MaxValue) => null,
        (_, long.MaxValue) => $"{min}..",
        _ => $"{min}..{max}",
    };
}
