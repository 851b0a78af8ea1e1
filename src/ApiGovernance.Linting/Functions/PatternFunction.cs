using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Functions;

/// <summary>`pattern`: `match` and `notMatch` on strings.</summary>
internal static class PatternFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        TextPattern? match = Compile(options, "match");
        TextPattern? notMatch = Compile(options, "notMatch");
        if (match is null && notMatch is null)
            throw options.Missing("`match` or `notMatch`");
        string? matchText = options.Text("match"), notMatchText = options.Text("notMatch");
        return (target, results) =>
        {
            if (target.Value.AsString is not { } text)
                return;
            if (match is not null && !LintRegex.IsMatch(match, text))
                results.Report($"{PrintedValue.Quoted(text)} must match the pattern \"{matchText}\"");
            if (notMatch is not null && LintRegex.IsMatch(notMatch, text))
                results.Report($"{PrintedValue.Quoted(text)} must not match the pattern \"{notMatchText}\"");
        };
    }

    /// <summary>An option that is a regular expression; null where it is missing.</summary>
    public static TextPattern? Compile(FunctionOptions options, string name)
    {
        if (options.Text(name) is not { } written)
            return null;
        try
        {
            return LintRegex.CompileWritten(written);
        }
        catch (ArgumentException error)
        {
            throw new FunctionOptionException(options.Node?[name], $"`{name}` is no regular expression: {error.Message}");
        }
    }
}
