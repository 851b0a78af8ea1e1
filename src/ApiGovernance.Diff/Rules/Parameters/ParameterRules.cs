using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>One parameter on both sides.</summary>
internal sealed record ParameterPair(OperationPair Operation, ApiParameter Before, ApiParameter After)
{
    public string Name => ParameterKeys.Name(After);

    public string Identity => $"{Operation.Identity} {ParameterKeys.Key(After, Operation.After)}";

    /// <summary>The kinds of value that both sides may have.</summary>
    public ValueKinds Kinds
    {
        get
        {
            ValueKinds old = SchemaKinds.Of(Before.Schema, Operation.Contracts.Before.Bundle), now = SchemaKinds.Of(After.Schema, Operation.Contracts.After.Bundle);
            // A single value is text, whatever its type.
            return (old & now) | ((now & ValueKinds.Scalar) == ValueKinds.None ? ValueKinds.None : old & ValueKinds.Scalar);
        }
    }

    public Change Of(string id, string message) => new(id, After.Place, message) { Was = Before.Place, Identity = Identity };
}

/// <summary>What changed about a parameter, apart from what its value may be.</summary>
internal static class ParameterRules
{
    public static IEnumerable<Change> Check(ParameterPair pair)
    {
        Change?[] changes = [Required(pair), EmptyValue(pair), Reserved(pair), Serialization(pair)];
        return changes.OfType<Change>();
    }

    private static Change? Required(ParameterPair pair)
    {
        if (pair.Before.Required == pair.After.Required)
            return null;
        bool required = pair.After.Required;
        return pair.Of(required ? "request-parameter-became-required" : "request-parameter-became-optional", $"{(required ? "requires" : "no longer requires")} the {pair.Name}.") with
        {
            Before = required ? "optional" : "required",
            After = required ? "required" : "optional",
            Proof = required ? pair.Operation.Request().Refused($" without the {pair.Name}", $"The {pair.Name} is required.") : null,
        };
    }

    private static Change? EmptyValue(ParameterPair pair)
    {
        if (pair.Before.In != ParameterLocation.Query || pair.Before.AllowEmptyValue == pair.After.AllowEmptyValue)
            return null;
        return pair.After.AllowEmptyValue
            ? pair.Of("request-parameter-empty-value-allowed", $"takes the {pair.Name} without a value now.")
            : pair.Of("request-parameter-empty-value-refused", $"no longer takes the {pair.Name} without a value.") with
            {
                Proof = pair.Operation.Request().WithQuery(pair.Before.Name, "").Refused("", $"The {pair.Name} must have a value."),
            };
    }

    // Only texts hold characters that would have to be encoded.
    private static Change? Reserved(ParameterPair pair)
    {
        if (pair.Before.In != ParameterLocation.Query || pair.Before.AllowReserved == pair.After.AllowReserved || (pair.Kinds & ~ValueKinds.Literal) == ValueKinds.None)
            return null;
        return pair.After.AllowReserved
            ? pair.Of("request-parameter-reserved-allowed", $"takes reserved characters (`/`, `?`, `:` ...) as they are in the {pair.Name} now.")
            : pair.Of("request-parameter-reserved-refused", $"no longer takes reserved characters (`/`, `?`, `:` ...) as they are in the {pair.Name}.") with
            {
                Proof = pair.Operation.Request().WithQuery(pair.Before.Name, "a/b?c").Refused("", "Reserved characters must be percent-encoded."),
            };
    }

    private static Change? Serialization(ParameterPair pair)
    {
        // Texts of letters and digits look the same, whatever a style does to other characters.
        ValueKinds kinds = pair.Before.Style != pair.After.Style && pair.Before.In == ParameterLocation.Cookie && SchemaKinds.IsPlain(pair.Before.Schema, pair.Operation.Contracts.Before.Bundle)
            ? pair.Kinds & ~ValueKinds.Text
            : pair.Kinds;
        if (WireSpelling.Difference(Spelling(pair.Before), Spelling(pair.After), kinds) is not var (was, now))
            return NestedLists.Difference(pair.Before.Node, pair.After.Node) is var (split, other)
                ? pair.Of("request-parameter-serialization-changed", $"splits the lists in the list of the {pair.Name} as `{other}` and no longer as `{split}`.") with { Before = split, After = other }
                : null;
        string before = Shown(was, pair.Before), after = Shown(now, pair.After);
        return pair.Of("request-parameter-serialization-changed", $"spells the {pair.Name} as `{after}` and no longer as `{before}`.") with
        {
            Before = before,
            After = after,
            Proof = Proof(pair, before, after),
        };
    }

    private static (ParameterStyle, bool, string?) Spelling(ApiParameter parameter) => (parameter.Style, parameter.Explode, parameter.ContentType);

    private static string Shown(string spelling, ApiParameter parameter)
    {
        string named = spelling.Replace("n=", $"{parameter.Name}=", StringComparison.Ordinal).Replace("n[", $"{parameter.Name}[", StringComparison.Ordinal);
        // In a path or header the value stands alone.
        return parameter.In is ParameterLocation.Path or ParameterLocation.Header && named.StartsWith($"{parameter.Name}=", StringComparison.Ordinal) ? named[(parameter.Name.Length + 1)..] : named;
    }

    private static Proof Proof(ParameterPair pair, string before, string after)
    {
        SampleRequest request = pair.Operation.Request();
        string reason = $"It is spelled `{after}` now.";
        return pair.Before.In switch
        {
            ParameterLocation.Query => (request with { Query = [.. request.Query.Where(one => one.Key != pair.Before.Name), .. Query(before)] }).Unheard(" was understood, and is read otherwise now", reason),
            ParameterLocation.Path => (request with { Path = UrlPath.Fill(pair.Operation.Before.Path, name => name == pair.Before.Name ? before : "abc") }).Refused("", reason),
            ParameterLocation.Header => request.WithHeader(pair.Before.Name, before).Refused($" with the header {pair.Before.Name}: {before}", reason),
            _ => request.WithHeader("Cookie", before).Refused($" with the header Cookie: {before}", reason),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(string spelling) =>
        spelling.Split('&').Select(part => part.Split('=', 2)).Select(part => KeyValuePair.Create(part[0], Escaped(Uri.UnescapeDataString(part.Length > 1 ? part[1] : ""))));

    // A delimiter stands as it is: encoded it is a character of the value.
    private static string Escaped(string value) =>
        Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%7C", "|", StringComparison.Ordinal);
}
