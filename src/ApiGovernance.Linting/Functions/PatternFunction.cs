using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`pattern`: `match` and `notMatch` on strings.</summary>
internal static class PatternFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        Regex? match = Compile(options, "match");
        Regex? notMatch = Compile(options, "notMatch");
        if (match is null && notMatch is null)
            throw new FunctionOptionException(options.Node, "`pattern` needs `match` or `notMatch`.");
        return (target, property) => Check(target, match, notMatch);
    }

    private static IEnumerable<FunctionMessage> Check(DocumentNode? target, Regex? match, Regex? notMatch)
    {
        if (target?.AsString is not { } text)
            yield break;
        if (match is not null && !LintRegex.IsMatch(match, text))
            yield return new FunctionMessage($"\"{text}\" must match the pattern \"{match}\"");
        if (notMatch is not null && LintRegex.IsMatch(notMatch, text))
            yield return new FunctionMessage($"\"{text}\" must not match the pattern \"{notMatch}\"");
    }

    private static Regex? Compile(FunctionOptions options, string name)
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
