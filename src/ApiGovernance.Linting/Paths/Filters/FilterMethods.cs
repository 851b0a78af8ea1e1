using System.Globalization;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>The methods that filters call, of texts, lists and regular expressions. A method that the value does not have throws, as in JavaScript.</summary>
internal static class FilterMethods
{
    public static readonly string[] Names =
    [
        "match", "test", "includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "toLowerCase", "toUpperCase", "trim", "charAt", "slice", "substring",
        "split", "toString", "hasOwnProperty", "join", "concat", "replace",
    ];

    public static FilterValue Call(in FilterValue subject, string name, FilterValue[] arguments, in Candidate candidate)
    {
        if (subject.IsThrown || Array.Exists(arguments, static argument => argument.IsThrown) || subject.IsNothing)
            return FilterValue.Thrown;
        FilterValue first = arguments.Length > 0 ? arguments[0] : FilterValue.Undefined;
        switch (subject.Kind)
        {
            case FilterKind.Regex:
                return name == "test" ? FilterValue.Of(LintRegex.IsMatch(subject.Regex!, first.Printed ?? "")) : FilterValue.Thrown;
            case FilterKind.String:
                return OfText(subject.Text!, name, first, arguments);
            case FilterKind.Array or FilterKind.List:
                return OfList(subject, name, first, arguments, candidate);
            case FilterKind.Object:
                return name == "hasOwnProperty" ? FilterValue.Of(first.Printed is { } member && subject.Node![member] is not null) : FilterValue.Thrown;
            default:
                return name == "toString" && subject.Printed is { } printed ? FilterValue.Of(printed) : FilterValue.Thrown;
        }
    }

    private static FilterValue OfText(string text, string name, in FilterValue first, FilterValue[] arguments)
    {
        string argument = first.Printed ?? "";
        switch (name)
        {
            case "match":
                // An array or null in JavaScript; all that filters ask is whether.
                return LintRegex.IsMatch(first.Regex ?? LintRegex.Compile(first.IsNothing ? "" : argument, ""), text) ? FilterValue.Of([FilterValue.Of(text)]) : FilterValue.Null;
            case "includes":
                return FilterValue.Of(text.Contains(argument, StringComparison.Ordinal));
            case "indexOf":
                return FilterValue.Of(text.IndexOf(argument, StringComparison.Ordinal));
            case "lastIndexOf":
                return FilterValue.Of(text.LastIndexOf(argument, StringComparison.Ordinal));
            case "startsWith":
                return FilterValue.Of(text.StartsWith(argument, StringComparison.Ordinal));
            case "endsWith":
                return FilterValue.Of(text.EndsWith(argument, StringComparison.Ordinal));
            case "toLowerCase":
                return FilterValue.Of(text.ToLowerInvariant());
            case "toUpperCase":
                return FilterValue.Of(text.ToUpperInvariant());
            case "trim":
                return FilterValue.Of(text.Trim());
            case "toString":
                return FilterValue.Of(text);
            case "charAt":
                int at = (int)(first.IsNothing ? 0 : first.Number);
                return FilterValue.Of(at >= 0 && at < text.Length ? text[at].ToString() : "");
            case "split":
                return FilterValue.Of([.. (first.IsNothing ? [text] : text.Split(argument)).Select(part => FilterValue.Of(part))]);
            case "slice" or "substring":
                return FilterValue.Of(Part(text, name == "slice", first, arguments.Length > 1 ? arguments[1] : FilterValue.Undefined));
            case "concat":
                return FilterValue.Of(text + argument);
            case "replace":
                if (first.Regex is not null)
                    return FilterValue.Thrown;
                string by = arguments.Length > 1 ? arguments[1].Printed ?? "" : "undefined";
                return FilterValue.Of(ReplaceFirst(text, argument, by));
            case "hasOwnProperty":
                return FilterValue.Of(argument == "length");
            default:
                return FilterValue.Thrown;
        }
    }

    private static string ReplaceFirst(string text, string part, string by) =>
        text.IndexOf(part, StringComparison.Ordinal) is >= 0 and var at ? text[..at] + by + text[(at + part.Length)..] : text;

    private static string Part(string text, bool fromEnd, in FilterValue from, in FilterValue to)
    {
        (int start, int end) = Bounds(text.Length, fromEnd, from, to);
        if (!fromEnd && start > end)
            (start, end) = (end, start);
        return start < end ? text[start..end] : "";
    }

    private static (int Start, int End) Bounds(int length, bool fromEnd, in FilterValue from, in FilterValue to)
    {
        return (Bound(from, 0), Bound(to, length));

        int Bound(in FilterValue value, int otherwise)
        {
            if (value.Kind == FilterKind.Undefined)
                return otherwise;
            double number = double.IsNaN(value.Number) ? 0 : Math.Truncate(value.Number);
            return (int)Math.Clamp(number < 0 && fromEnd ? length + number : number, 0, length);
        }
    }

    private static FilterValue[] Items(in FilterValue list, in Candidate candidate)
    {
        FilterValue[] items = new FilterValue[(int)FilterMembers.Member(list, "length", candidate).Number];
        for (int i = 0; i < items.Length; i++)
            items[i] = FilterMembers.Member(list, i.ToString(CultureInfo.InvariantCulture), candidate);
        return items;
    }

    private static FilterValue OfList(in FilterValue list, string name, in FilterValue first, FilterValue[] arguments, in Candidate candidate)
    {
        switch (name)
        {
            case "slice" or "concat":
                FilterValue[] items = Items(list, candidate);
                if (name == "concat")
                    return FilterValue.Of([.. items, .. arguments.SelectMany(argument => argument.Kind == FilterKind.List ? argument.Items : [argument])]);
                (int start, int end) = Bounds(items.Length, true, first, arguments.Length > 1 ? arguments[1] : FilterValue.Undefined);
                return FilterValue.Of(start < end ? items[start..end] : []);
            case "includes":
                return FilterMembers.Includes(list, first, candidate);
            case "indexOf":
                int count = (int)FilterMembers.Member(list, "length", candidate).Number;
                for (int i = 0; i < count; i++)
                {
                    if (FilterMembers.Member(list, i.ToString(CultureInfo.InvariantCulture), candidate).StrictlyEquals(first))
                        return FilterValue.Of(i);
                }

                return FilterValue.Of(-1);
            case "join" or "toString":
                return FilterValue.Of(string.Join(
                    name == "join" && !first.IsNothing ? first.Printed ?? "," : ",", Items(list, candidate).Select(static item => item.IsNothing ? "" : item.Printed)));
            default:
                return FilterValue.Thrown;
        }
    }
}
