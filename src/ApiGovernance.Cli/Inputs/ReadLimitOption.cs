using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>`--read-limit NAME=NUMBER`: what a document may cost, for every command that reads one.</summary>
internal static class ReadLimitOption
{
    private static readonly Dictionary<string, Func<ReadLimits, int, ReadLimits>> Limits = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ReadLimits.MaxBytes)] = (limits, value) => limits with { MaxBytes = value },
        [nameof(ReadLimits.MaxDepth)] = (limits, value) => limits with { MaxDepth = value },
        [nameof(ReadLimits.MaxNodes)] = (limits, value) => limits with { MaxNodes = value },
        [nameof(ReadLimits.MaxScalarBytes)] = (limits, value) => limits with { MaxScalarBytes = value },
        [nameof(ReadLimits.MaxFiles)] = (limits, value) => limits with { MaxFiles = value },
        [nameof(ReadLimits.MaxReferences)] = (limits, value) => limits with { MaxReferences = value },
        [nameof(ReadLimits.MaxReferenceHops)] = (limits, value) => limits with { MaxReferenceHops = value },
        [nameof(ReadLimits.MaxBundleBytes)] = (limits, value) => limits with { MaxBundleBytes = value },
    };

    // Readers that walk a tree by calling themselves still fit the stack.
    private const int DeepestDepth = 1000;

    public static Option<string[]> Create()
    {
        Option<string[]> option = new("--read-limit") { Description = "What a document may cost: NAME=NUMBER, e.g. MaxBytes=67108864 (repeatable)", Recursive = true };
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(token => Parse(token.Value) is null))
            {
                result.AddError(
                    $"'{token.Value}' is no limit of reading. Write NAME=NUMBER with one of {string.Join(", ", Limits.Keys)} and a number above 0; MaxDepth goes to {DeepestDepth}.");
            }
        });
        return option;
    }

    public static void Apply(ParseResult parsed, Option<string[]> option)
    {
        ReadLimits limits = ReadLimits.Default;
        foreach (string text in parsed.GetValue(option) ?? [])
            limits = Parse(text)!(limits);
        ReadLimits.UseAsDefault(limits);
    }

    private static Func<ReadLimits, ReadLimits>? Parse(string text)
    {
        string[] parts = text.Split('=');
        return parts.Length == 2
            && Limits.TryGetValue(parts[0], out Func<ReadLimits, int, ReadLimits>? set)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value > 0
            && (value <= DeepestDepth || !parts[0].Equals(nameof(ReadLimits.MaxDepth), StringComparison.OrdinalIgnoreCase))
                ? limits => set(limits, value)
                : null;
    }
}
