using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Days, times of the day and instants.</summary>
internal sealed partial class NodeReader
{
    private const string EndOfDay = "24:00";

    public DateOnly? Date(string name, bool required = false) =>
        Member(name, required, NodeKind.String, "a date") is { } value ? ParseDate(value, LabelOf(name), PointerOf(name)) : null;

    public IReadOnlyList<DateOnly> Dates(string name, int maximum)
    {
        List<DateOnly> dates = [];
        foreach ((DocumentNode item, int i) in Items(name, 1, maximum, required: false))
        {
            (string itemLabel, string itemPointer) = ($"{LabelOf(name)}[{i}]", JsonPointer.Append(PointerOf(name), i));
            if (item.Kind != NodeKind.String)
                findings.WrongType(itemLabel, "a date", item, itemPointer);
            else if (ParseDate(item, itemLabel, itemPointer) is { } date && !dates.Contains(date))
                dates.Add(date);
        }

        return dates;
    }

    /// <summary>A time of the day to the minute.</summary>
    /// <param name="isEnd">It may be 24:00, which is midnight.</param>
    public TimeOnly? Time(string name, bool isEnd)
    {
        if (Member(name, required: true, NodeKind.String, "a time such as \"22:30\"") is not { } value)
            return null;
        if (isEnd && value.Text == EndOfDay)
            return TimeOnly.MinValue;
        if (TimeOnly.TryParseExact(value.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
            return time;
        findings.Error(
            "descriptor-time", $"`{LabelOf(name)}` is {Spelling.Quote(value.Text!)}, which is no time of the day.",
            isEnd ? "Write hours and minutes from 00:00 to 24:00: \"06:30\"." : "Write hours and minutes from 00:00 to 23:59: \"22:30\".",
            value.Span, PointerOf(name));
        return null;
    }

    /// <summary>An instant as RFC 3339 writes it.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Member(name, required: false, NodeKind.String, "an instant") is not { } value)
            return null;
        if (TextRule.HasOffset(value.Text!)
            && DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
            return instant;
        findings.Error(
            "descriptor-time", $"`{LabelOf(name)}` is {Spelling.Quote(value.Text!)}, which is no instant.",
            "Write it with its offset: 2027-06-30T09:15:00Z.", value.Span, PointerOf(name));
        return null;
    }

    private DateOnly? ParseDate(DocumentNode value, string valueLabel, string valuePointer)
    {
        if (DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        findings.Error(
            "descriptor-date", $"`{valueLabel}` is {Spelling.Quote(value.Text!)}, which is no date.", "Write year, month and day: 2027-06-30.",
            value.Span, valuePointer);
        return null;
    }
}
