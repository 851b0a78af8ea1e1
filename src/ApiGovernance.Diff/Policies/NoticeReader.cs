using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads <c>notice</c>: one number of days, or one by stability, or one by stability and visibility.</summary>
internal static class NoticeReader
{
    public static NoticePeriods Read(DocumentNode? node, string pointer, PolicyReading reading)
    {
        if (node is null || !reading.IsObject(node, pointer, "`notice`", "days", "requireSunset"))
            return NoticePeriods.None;

        Dictionary<(Stability, Visibility), int> days = [];
        if (node["days"] is { } written)
            Days(written, pointer + "/days", reading, days);
        bool? required = null;
        if (node["requireSunset"] is { } flag)
        {
            required = flag.AsBoolean;
            if (required is null)
                reading.Wrong(flag, pointer + "/requireSunset", "`requireSunset` is true or false.", "Write true or false.");
        }

        return new NoticePeriods { Days = days, SunsetRequired = required };
    }

    private static void Days(DocumentNode node, string pointer, PolicyReading reading, Dictionary<(Stability, Visibility), int> days)
    {
        if (!node.IsObject)
        {
            Fill(node, pointer, reading, days, Enum.GetValues<Stability>());
            return;
        }

        foreach (DocumentMember member in Known<Stability>(node, pointer, reading))
            Fill(member.Value, JsonPointer.Append(pointer, member.Name), reading, days, [Words<Stability>.Find(member.Name)!.Value]);
    }

    private static void Fill(
        DocumentNode node, string pointer, PolicyReading reading, Dictionary<(Stability, Visibility), int> days, IReadOnlyList<Stability> stabilities)
    {
        IEnumerable<(DocumentNode Value, string Pointer, Visibility[] For)> parts = node.IsObject
            ? Known<Visibility>(node, pointer, reading)
                .Select(member => (member.Value, JsonPointer.Append(pointer, member.Name), new[] { Words<Visibility>.Find(member.Name)!.Value }))
            : [(node, pointer, Enum.GetValues<Visibility>())];
        foreach ((DocumentNode value, string at, Visibility[] visibilities) in parts)
        {
            if (Count(value, at, reading) is not { } count)
                continue;
            foreach (Stability stability in stabilities)
            {
                foreach (Visibility visibility in visibilities)
                    days[(stability, visibility)] = count;
            }
        }
    }

    private static IEnumerable<DocumentMember> Known<T>(DocumentNode node, string pointer, PolicyReading reading)
        where T : struct, Enum
    {
        reading.IsObject(node, pointer, "`days` here", [.. Enum.GetValues<T>().Select(Words<T>.Of)]);
        return node.Members.Where(member => Words<T>.Find(member.Name) is { } known && Words<T>.Of(known) == member.Name);
    }

    private static int? Count(DocumentNode node, string pointer, PolicyReading reading)
    {
        if (node.Kind == NodeKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return count;
        reading.Wrong(node, pointer, $"`{node.Text ?? "a list"}` is no number of days.", "Write a whole number, 0 or more, e.g. 90.");
        return null;
    }
}
