using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.Schemas;

/// <summary>The way of a validation through a schema to the keyword that failed, keyword by keyword.</summary>
internal sealed class EvaluationWay
{
    /// <summary>Returned by <see cref="CompareTo"/> when the ways part at two members or items of the value: their order in the text counts.</summary>
    public const int ByPlace = int.MinValue;

    /// <summary>Ajv's order: numbers, strings, what concerns every type, arrays, objects.</summary>
    private static readonly string[] Order =
    [
        "type", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "maxLength", "minLength", "pattern", "format",
        "$ref", "const", "enum", "not", "anyOf", "oneOf", "allOf", "then", "else", "if",
        "maxItems", "minItems", "uniqueItems", "prefixItems", "additionalItems", "items", "contains",
        "maxProperties", "minProperties", "required", "propertyNames", "additionalProperties", "dependencies", "properties", "patternProperties",
    ];

    private readonly List<Step> _steps = [];

    /// <param name="path">JSON pointer, as <see cref="JsonSchema.SchemaError.EvaluationPath"/>.</param>
    /// <param name="instance">JSON pointer of the value that failed.</param>
    public EvaluationWay(string path, string instance)
    {
        Path = path;
        IReadOnlyList<string> names = JsonPointer.Parse(path) ?? [], value = JsonPointer.Parse(instance) ?? [];
        int depth = 0;
        for (int i = 0; i < names.Count; i++)
        {
            string keyword = names[i];
            int alternative = int.MaxValue;
            string? member = null;
            bool more = i + 1 < names.Count;
            switch (keyword)
            {
                case "allOf" or "anyOf" or "oneOf" when more:
                    alternative = int.Parse(names[++i], CultureInfo.InvariantCulture);
                    break;
                case "properties" or "patternProperties" or "prefixItems" when more:
                    i++;
                    member = depth < value.Count ? value[depth++] : null;
                    break;
                case "dependencies" or "dependentSchemas" when more:
                    i++;
                    break;
                case "items" or "additionalItems" or "additionalProperties" or "contains" or "unevaluatedItems" or "unevaluatedProperties":
                    if (keyword == "items" && more && names[i + 1].All(char.IsAsciiDigit))
                        i++;
                    member = depth < value.Count ? value[depth++] : null;
                    break;
                default:
                    break;
            }

            _steps.Add(new Step(keyword, alternative, member, depth));
        }

        Instance = value;
    }

    private EvaluationWay(string path, IEnumerable<Step> steps, IReadOnlyList<string> instance)
    {
        (Path, Instance) = (path, instance);
        _steps.AddRange(steps);
    }

    public string Path { get; }

    /// <summary>The name of a member was judged.</summary>
    public bool IsOfName => _steps.Exists(step => step.Keyword == "propertyNames");

    private IReadOnlyList<string> Instance { get; }

    /// <summary>The `if` of every `then` and `else` on the way, with the value that it was asked about.</summary>
    public IEnumerable<(EvaluationWay Way, string Instance)> Conditions()
    {
        for (int i = 0; i < _steps.Count - 1; i++)
        {
            if (_steps[i].Keyword is not ("then" or "else"))
                continue;
            string path = string.Join('/', _steps.Take(i).Select(step => $"{step.Keyword}:{step.Alternative}:{step.Member}")) + "/if";
            string instance = string.Concat(Instance.Take(_steps[i].Depth).Select(name => "/" + JsonPointer.Escape(name)));
            yield return (new EvaluationWay(path, [.. _steps.Take(i), new Step("if", int.MaxValue, null, _steps[i].Depth)], Instance), instance);
        }
    }

    public int CompareTo(EvaluationWay other)
    {
        for (int i = 0; i < _steps.Count && i < other._steps.Count; i++)
        {
            Step one = _steps[i], two = other._steps[i];
            if (one.Keyword != two.Keyword)
                return Rank(one.Keyword).CompareTo(Rank(two.Keyword)) is not 0 and var rank ? rank : string.CompareOrdinal(one.Keyword, two.Keyword);
            if (one.Alternative != two.Alternative)
                return one.Alternative.CompareTo(two.Alternative);
            if (one.Member != two.Member)
                return ByPlace;
        }

        return other._steps.Count.CompareTo(_steps.Count);
    }

    private static int Rank(string keyword) => Array.IndexOf(Order, keyword) is >= 0 and var at ? at : Order.Length;

    /// <param name="Alternative">Which of allOf, anyOf or oneOf; the largest number for the keyword itself, which is judged after them.</param>
    /// <param name="Member">The member or item of the value that it leads to; null when it stays at the value.</param>
    /// <param name="Depth">How many steps into the value the schema behind it applies.</param>
    private sealed record Step(string Keyword, int Alternative, string? Member, int Depth);
}
