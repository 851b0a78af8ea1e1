using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// A part of a multipart body is text that its reader takes for what its schema says, unless it is JSON: a message shows a change only if it
/// is refused whichever way its texts are read.
/// </summary>
internal static class PartReadings
{
    private const int MaxReadings = 64;

    public static bool Show(BodyFrame frame, Instance message, bool isRequest, CompiledSchema consumer)
    {
        if (message.Kind != Kinds.Object || !MediaTypes.IsMultipart(frame.OldType.Name) || !MediaTypes.IsMultipart(frame.NewType.Name))
            return true;
        List<Instance> readings = [message];
        foreach ((string name, Instance member) in message.Members)
        {
            if (frame.Field(name, isRequest) is not { } encoding || !MultipartSpelling.IsText(encoding))
                continue;
            Instance[] others = [.. Readings(member)];
            if (readings.Count * others.Length > MaxReadings)
                return false;
            readings = [.. readings.SelectMany(_ => others, (reading, other) => reading.With(name, other))];
        }

        return !readings.Exists(reading => consumer.IsValid(Encoding.UTF8.GetBytes(reading.Text)));
    }

    /// <summary>A list of one looks like its item.</summary>
    private static IEnumerable<Instance> Readings(Instance member)
    {
        if (member is { Kind: Kinds.Array, Items.Count: > 1 })
            return Lists(member.Items, []);
        Instance only = member.Kind == Kinds.Array && member.Items.Count > 0 ? member.Items[0] : member;
        return Single(only).SelectMany(one => new[] { one, Instance.Array([one]) });
    }

    private static IEnumerable<Instance> Lists(IReadOnlyList<Instance> left, IReadOnlyList<Instance> made)
    {
        if (made.Count == left.Count)
            return [Instance.Array(made)];
        return Single(left[made.Count]).SelectMany(next => Lists(left, [.. made, next])).Take(MaxReadings + 1);
    }

    private static IEnumerable<Instance> Single(Instance value) =>
        value.Kind is Kinds.Array or Kinds.Object or Kinds.Null ? [value] : TextReadings.Readings(value.AsString ?? value.Text);
}
