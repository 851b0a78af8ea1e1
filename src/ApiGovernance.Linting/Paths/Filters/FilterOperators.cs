using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>Operators of filters on compiled parts. What throws in JavaScript gives <see cref="FilterKind.Thrown"/>, and everything above it too.</summary>
internal static class FilterOperators
{
    public static FilterNode Constant(FilterValue value) => new((in Candidate _) => value, FilterFacts.None, null, value);

    public static FilterNode? Combine(string symbol, FilterNode left, FilterNode right)
    {
        FilterTerm a = left.Term, b = right.Term;
        switch (symbol)
        {
            case "&&":
                return new FilterNode((in Candidate candidate) => a(candidate) is { IsTruthy: false } value ? value : b(candidate), left.Facts.And(right.Facts));
            case "||":
                return new FilterNode(
                    (in Candidate candidate) => a(candidate) is var value && (value.IsTruthy || value.IsThrown) ? value : b(candidate), left.Facts.Or(right.Facts));
            case "??":
                return FilterNode.Of((in Candidate candidate) => a(candidate) is { IsNothing: false } value ? value : b(candidate));
            case "in":
                return FilterNode.Of((in Candidate candidate) => FilterMembers.Includes(b(candidate), a(candidate), candidate));
            case "~=":
                return right.Constant is { } pattern ? Matches(left, pattern) : null;
            case "instanceof":
                return null;
            default:
                return new FilterNode(
                    (in Candidate candidate) =>
                    {
                        FilterValue first = a(candidate), second = b(candidate);
                        if (first.IsThrown || second.IsThrown)
                            return FilterValue.Thrown;
                        return symbol is "===" or "!==" or "==" or "!=" ? Apply(symbol, first, second) : Apply(symbol, first.Primitive, second.Primitive);
                    },
                    Facts(symbol, left, right));
        }
    }

    /// <summary>What <c>@property === 'x'</c> and its like say of a name.</summary>
    private static FilterFacts Facts(string symbol, FilterNode left, FilterNode right)
    {
        (FilterNode context, FilterNode other) = left.Constant is null ? (left, right) : (right, left);
        if (context.Context != "@property" || other.Constant is not { Kind: FilterKind.String } constant)
            return FilterFacts.None;
        return symbol switch
        {
            "===" => new FilterFacts(Property: constant.Text),
            "!==" => new FilterFacts(NotProperty: constant.Text),
            _ => FilterFacts.None,
        };
    }

    private static FilterNode Matches(FilterNode left, FilterValue pattern)
    {
        TextPattern regex = pattern.Regex ?? LintRegex.Compile(pattern.Printed ?? "", "");
        FilterTerm term = left.Term;
        return FilterNode.Of((in Candidate candidate) => term(candidate) is { IsThrown: false } value ? FilterValue.Of(LintRegex.IsMatch(regex, value.Printed ?? "")) : FilterValue.Thrown);
    }

    private static FilterValue Apply(string symbol, in FilterValue left, in FilterValue right) => symbol switch
    {
        "===" => FilterValue.Of(left.StrictlyEquals(right)),
        "!==" => FilterValue.Of(!left.StrictlyEquals(right)),
        "==" => FilterValue.Of(left.LooselyEquals(right)),
        "!=" => FilterValue.Of(!left.LooselyEquals(right)),
        "<" or "<=" or ">" or ">=" => FilterValue.Of(Ordered(symbol, left, right)),
        "+" when left.Kind == FilterKind.String || right.Kind == FilterKind.String => FilterValue.Of(left.Printed + right.Printed),
        "+" => FilterValue.Of(left.Number + right.Number),
        "-" => FilterValue.Of(left.Number - right.Number),
        "*" => FilterValue.Of(left.Number * right.Number),
        "/" => FilterValue.Of(left.Number / right.Number),
        _ => FilterValue.Of(left.Number % right.Number),
    };

    private static bool Ordered(string symbol, in FilterValue left, in FilterValue right)
    {
        if (left.Kind == FilterKind.String && right.Kind == FilterKind.String)
        {
            int order = string.CompareOrdinal(left.Text, right.Text);
            return symbol switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
        }

        double a = left.Number, b = right.Number;
        return symbol switch { "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
    }

    public static FilterNode Not(FilterNode inner)
    {
        FilterTerm term = inner.Term;
        return FilterNode.Of((in Candidate candidate) => term(candidate) is { IsThrown: false } value ? FilterValue.Of(!value.IsTruthy) : FilterValue.Thrown);
    }

    public static FilterNode Void(FilterNode inner) => inner.Constant is null
        ? FilterNode.Of((in Candidate candidate) => inner.Term(candidate).IsThrown ? FilterValue.Thrown : FilterValue.Undefined)
        : Constant(FilterValue.Undefined);

    public static FilterNode TypeOf(FilterNode inner)
    {
        FilterTerm term = inner.Term;
        return FilterNode.Of((in Candidate candidate) => term(candidate) is not { IsThrown: false } value ? FilterValue.Thrown : FilterValue.Of(value.Kind switch
        {
            FilterKind.Undefined => "undefined",
            FilterKind.Boolean => "boolean",
            FilterKind.Number => "number",
            FilterKind.String => "string",
            _ => "object",
        }));
    }

    public static FilterNode Sign(bool minus, FilterNode inner)
    {
        FilterTerm term = inner.Term;
        if (inner.Constant is { } constant)
            return Constant(FilterValue.Of(minus ? -constant.Number : constant.Number));
        return FilterNode.Of((in Candidate candidate) => term(candidate) is { IsThrown: false } value ? FilterValue.Of(minus ? -value.Number : value.Number) : FilterValue.Thrown);
    }

    public static FilterNode Member(FilterNode inner, string name)
    {
        FilterTerm term = inner.Term;
        // A truthy member of the candidate itself: only objects and lists have one, and texts their length and methods.
        FilterFacts facts = inner.Context == "@" && name is not ("length" or "constructor") && !FilterMembers.IsTextMethod(name) && !char.IsAsciiDigit(name.FirstOrDefault()) ? new FilterFacts(NeedsContainer: true) : FilterFacts.None;
        return new FilterNode((in Candidate candidate) => FilterMembers.Member(term(candidate), name, candidate), facts);
    }

    public static FilterNode Optional(FilterNode inner, string name)
    {
        FilterTerm term = inner.Term;
        return FilterNode.Of((in Candidate candidate) => term(candidate) is { IsNothing: false } value ? FilterMembers.Member(value, name, candidate) : FilterValue.Undefined);
    }

    public static FilterNode Call(FilterNode inner, string name, IReadOnlyList<FilterTerm> arguments)
    {
        FilterTerm term = inner.Term;
        // The index of an item is a number; its text is what string methods are asked of.
        bool property = inner.Context == "@property";
        return FilterNode.Of((in Candidate candidate) =>
        {
            FilterValue subject = term(candidate);
            if (property && subject.Kind == FilterKind.Number)
                subject = FilterValue.Of(subject.Printed!);
            return FilterMethods.Call(subject, name, Values(arguments, candidate), candidate);
        });
    }

    public static FilterValue[] Values(IReadOnlyList<FilterTerm> terms, in Candidate candidate)
    {
        if (terms.Count == 0)
            return [];
        FilterValue[] values = new FilterValue[terms.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = terms[i](candidate);
        return values;
    }
}
