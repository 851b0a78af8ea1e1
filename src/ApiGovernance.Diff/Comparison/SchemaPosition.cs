using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Where a schema stands in the contract.</summary>
/// <param name="Subject">The id's first part: <c>request-body</c>, <c>request-parameter</c>, <c>response-body</c>, <c>response-header</c>.</param>
/// <param name="Root">Words for the whole value: <c>request</c>, <c>response 200</c>, <c>query parameter `limit`</c>.</param>
/// <param name="Path">Property names down to this value; <c>[]</c> for items, <c>*</c> for properties of any name.</param>
internal sealed record SchemaPosition(string Subject, ChangeDirection Direction, string Root, IReadOnlyList<string> Path)
{
    /// <summary>How a sentence of the rules, which speak of requests and answers, is put here; null for as it is.</summary>
    public Func<string, string>? Wording { get; init; }

    /// <summary>The part of the message that has the schema, as callers name it; null where no caller does.</summary>
    public FieldSubject? Part { get; init; }

    /// <summary>How the whole value is written.</summary>
    public Spelling Spelling { get; init; }

    /// <summary>See <see cref="ChangeSink.Within"/>.</summary>
    public string? Within { get; init; }

    public SchemaPosition Below(string name) => this with { Path = [.. Path, name], Subject = SubjectBelow(Subject, name) };

    /// <summary>`lines[].quantity` for a property, or the whole value's words.</summary>
    public string Name => Path.Count == 0 ? Root
        : Root.StartsWith("answer ", StringComparison.Ordinal) ? $"property `{Dotted(Path)}` in the {Root}"
        : Root.StartsWith("each ", StringComparison.Ordinal) ? $"property `{Dotted(Path)}` in {Root}"
        : $"{(Subject == "request-property" && Root == "request" ? "request property" : Root)} `{Dotted(Path)}`";

    public bool IsRequest => Direction == ChangeDirection.Request;

    public static string Dotted(IReadOnlyList<string> path) => string.Join(".", path).Replace(".[]", "[]", StringComparison.Ordinal);

    /// <summary>Items of a parameter or header are still its value; everything below a body is a property.</summary>
    public static string SubjectBelow(string subject, string name) => subject switch
    {
        "request-body" => "request-property",
        "response-body" => "response-property",
        "request-parameter" when name != "[]" => "request-parameter-property",
        "response-header" when name != "[]" => "response-header-property",
        _ => subject,
    };
}
