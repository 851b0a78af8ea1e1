using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>
/// How values look on the wire, with <c>n</c> for the parameter's name and <c>a</c>, <c>b</c> for what is in them. Two styles that give one
/// text for every kind of value are no change.
/// </summary>
internal static class WireSpelling
{
    private static readonly ValueKinds[] Kinds = [ValueKinds.Text, ValueKinds.Literal, ValueKinds.Array, ValueKinds.Object];

    /// <summary>The first kind of value (of those that both sides may have) that looks otherwise, and how; null when none does.</summary>
    public static (string Before, string After)? Difference(
        (ParameterStyle Style, bool Explode, string? ContentType) before, (ParameterStyle Style, bool Explode, string? ContentType) after, ValueKinds kinds)
    {
        foreach (ValueKinds kind in Kinds.Where(kind => (kinds & kind) != ValueKinds.None))
        {
            string was = Spell(before, kind), now = Spell(after, kind);
            if (was != now)
                return (was, now);
            // Alone of all styles it leaves every character as it is.
            if (kind == ValueKinds.Text && (before.Style == ParameterStyle.Cookie) != (after.Style == ParameterStyle.Cookie))
                return before.Style == ParameterStyle.Cookie ? ("n=a/b", "n=a%2Fb") : ("n=a%2Fb", "n=a/b");
        }

        return null;
    }

    private static string Spell((ParameterStyle Style, bool Explode, string? ContentType) how, ValueKinds kind)
    {
        if (how.ContentType is { } type)
            return MediaTypes.IsJson(type) ? Json(kind) : kind is ValueKinds.Text or ValueKinds.Literal && type.StartsWith("text/plain", StringComparison.Ordinal) ? "n=a" : $"n=(as {MediaTypes.Key(type)})";
        return kind switch
        {
            ValueKinds.Array => Array(how.Style, how.Explode),
            ValueKinds.Object => Object(how.Style, how.Explode),
            _ => how.Style switch
            {
                ParameterStyle.Label => ".a",
                ParameterStyle.Matrix => ";n=a",
                _ => "n=a",
            },
        };
    }

    private static string Json(ValueKinds kind) => kind switch
    {
        ValueKinds.Text => "n=\"a\"",
        ValueKinds.Literal => "n=a",
        ValueKinds.Array => "n=[\"a\",\"b\"]",
        _ => "n={\"k\":\"a\"}",
    };

    private static string Array(ParameterStyle style, bool explode) => (style, explode) switch
    {
        (ParameterStyle.Simple, _) => "a,b",
        (ParameterStyle.Label, true) => ".a.b",
        (ParameterStyle.Label, false) => ".a,b",
        (ParameterStyle.Matrix, true) => ";n=a;n=b",
        (ParameterStyle.Matrix, false) => ";n=a,b",
        (ParameterStyle.Cookie, true) => "n=a; n=b",
        (_, true) => "n=a&n=b",
        (ParameterStyle.SpaceDelimited, false) => "n=a%20b",
        (ParameterStyle.PipeDelimited, false) => "n=a|b",
        (ParameterStyle.TabDelimited, false) => "n=a%09b",
        _ => "n=a,b",
    };

    private static string Object(ParameterStyle style, bool explode) => (style, explode) switch
    {
        (ParameterStyle.Simple, true) => "k=a,m=b",
        (ParameterStyle.Simple, false) => "k,a,m,b",
        (ParameterStyle.Label, true) => ".k=a.m=b",
        (ParameterStyle.Label, false) => ".k,a,m,b",
        (ParameterStyle.Matrix, true) => ";k=a;m=b",
        (ParameterStyle.Matrix, false) => ";n=k,a,m,b",
        (ParameterStyle.DeepObject, _) => "n[k]=a&n[m]=b",
        (ParameterStyle.Cookie, true) => "k=a; m=b",
        (ParameterStyle.Form, true) => "k=a&m=b",
        (ParameterStyle.SpaceDelimited, _) => "n=k%20a%20m%20b",
        (ParameterStyle.PipeDelimited, _) => "n=k|a|m|b",
        _ => "n=k,a,m,b",
    };
}
