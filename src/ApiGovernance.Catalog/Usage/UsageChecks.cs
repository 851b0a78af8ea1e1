using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>What a usage report must keep to, so that one broken gateway cannot spoil what is known.</summary>
internal static class UsageChecks
{
    private const int MaxName = 2000;
    private const int MaxFields = 10_000;
    private const int MaxUnregistered = 10_000;
    private const int MaxAnswers = 100_000;
    private const int MaxWord = 63;
    private const int MaxPath = 400;

    /// <summary>Null when nothing is wrong.</summary>
    public static string? Wrong(UsageReport report)
    {
        if (report.Counts.Contains(null!) || report.Fields.Contains(null!) || report.Fields.Any(sample => sample.Fields.Contains(null!))
            || report.Unregistered.Contains(null!) || report.Answers.Contains(null!) || report.Marks.Contains(null!))
            return "A list of the report has a null in it.";
        foreach (UsageCount count in report.Counts)
        {
            if (count.Calls < 0 || count.Failures < 0 || count.Failures > count.Calls)
                return $"The count of {count.Operation} has negative calls, or more failures than calls.";
        }

        foreach (SampledFields sample in report.Fields)
        {
            long most = sample.Sampled + sample.NotSeen;
            if (sample.Sampled < 0 || sample.NotSeen < 0 || sample.WithUnknown < 0 || sample.WithUnknown > sample.Sampled)
                return $"The fields of {sample.Operation} have negative numbers, or more calls with unknown fields than calls sampled.";
            if (sample.Fields.Count > MaxFields)
                return $"The fields of {sample.Operation} are {sample.Fields.Count}; {MaxFields} are taken at most.";
            if (sample.Fields.FirstOrDefault(field => field.Seen < 0 || field.Seen > most || field.Name.Length is 0 or > MaxName) is { } field)
                return $"The field `{(field.Name.Length > 100 ? field.Name[..100] : field.Name)}` of {sample.Operation} was seen {field.Seen} times in {most} calls, or its name is empty or longer than {MaxName} characters.";
        }

        if (report.Unregistered.Count > MaxUnregistered)
            return $"The unregistered calls are {report.Unregistered.Count}; {MaxUnregistered} are taken at most.";
        foreach (UnregisteredCalls calls in report.Unregistered)
        {
            if (calls.Calls < 0 || calls.Method.Length is 0 or > MaxWord || calls.Path.Length is 0 or > MaxPath
                || calls.Api?.Length > MaxWord || calls.Consumer?.Length > MaxWord || calls.Network?.Length > MaxWord)
            {
                return "The unregistered calls have negative numbers, or texts that are empty or too long.";
            }
        }

        return WrongAnswers(report) ?? WrongMarks(report);
    }

    private static string? WrongAnswers(UsageReport report)
    {
        if (report.Answers.Count > MaxAnswers)
            return $"The checked answers are of {report.Answers.Count} pairs of back end and API; {MaxAnswers} are taken at most.";
        return report.Answers.Any(answers => answers.Checked < 0 || answers.Broken < 0 || answers.Broken > answers.Checked
                || answers.Backend.Length is 0 or > MaxWord || answers.Api.Length is 0 or > MaxWord)
            ? "The checked answers have negative numbers, more broken ones than were checked, or names that are empty or too long."
            : null;
    }

    private static string? WrongMarks(UsageReport report)
    {
        if (report.Marks.Count > BusinessMark.MaxInReport)
            return $"The business events are {report.Marks.Count}; {BusinessMark.MaxInReport} are taken at most.";
        return report.Marks.Any(mark => mark.Digest.Length != BusinessMark.DigestLength || !mark.Digest.All(char.IsAsciiHexDigitLower)
                || mark.Api.Length is 0 or > MaxWord || mark.Channel.Length is 0 or > MaxWord)
            ? $"A business event has a digest that is not {BusinessMark.DigestLength} lower-case hex digits, or names that are empty or too long."
            : null;
    }
}
