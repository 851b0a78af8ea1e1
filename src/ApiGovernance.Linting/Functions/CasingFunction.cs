using System.Text.RegularExpressions;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Functions;

/// <summary>`casing`: flat, camel, pascal, kebab, cobol, snake or macro, with an optional separator character.</summary>
internal static class CasingFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        string type = options.Choice("type", "flat", "camel", "pascal", "kebab", "cobol", "snake", "macro") ?? throw options.Missing("a `type`");
        string digits = options.Boolean("disallowDigits") == true ? "" : "0-9";
        string word = type switch
        {
            "flat" => $"[a-z][a-z{digits}]*",
            "camel" => $"[a-z][a-z{digits}]*(?:[A-Z{digits}](?:[a-z{digits}]+|$))*",
            "pascal" => $"[A-Z][a-z{digits}]*(?:[A-Z{digits}](?:[a-z{digits}]+|$))*",
            "kebab" => $"[a-z][a-z{digits}]*(?:-[a-z{digits}]+)*",
            "cobol" => $"[A-Z][A-Z{digits}]*(?:-[A-Z{digits}]+)*",
            "snake" => $"[a-z][a-z{digits}]*(?:_[a-z{digits}]+)*",
            _ => $"[A-Z][A-Z{digits}]*(?:_[A-Z{digits}]+)*",
        };
        string pattern = word, alone = "";
        if (options.Node?["separator"] is { } separator)
        {
            if (!separator.IsObject)
                throw new FunctionOptionException(separator, "`separator` must be an object.");
            options.AllowOnly(separator, ["char", "allowLeading"], "separator.");
            string character = separator["char"]?.AsString ?? "";
            if (character.Length != 1)
                throw new FunctionOptionException(separator["char"] ?? separator, "`separator` needs a `char` of one character.");
            string c = $"[{Regex.Escape(character).Replace("]", "\\]", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)}]";
            if (separator["allowLeading"] is { AsBoolean: null } wrong)
                throw new FunctionOptionException(wrong, "`allowLeading` must be true or false.");
            bool leading = separator["allowLeading"]?.AsBoolean == true;
            alone = leading ? character : "";
            pattern = $"{(leading ? c + "?" : "")}{word}(?:{c}{word})*";
        }

        TextPattern regex = LintRegex.Compile($"^{pattern}$", "");
        return (target, results) =>
        {
            if (target.Value.AsString is { Length: > 0 } text && text != alone && !LintRegex.IsMatch(regex, text))
                results.Report($"must be {type} case");
        };
    }
}
