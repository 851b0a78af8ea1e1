using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>The fields that findings are about, see <see cref="Finding.Fields"/>.</summary>
internal static class Subjects
{
    /// <summary>A body as a whole; what lies in it is named by its path.</summary>
    public static FieldSubject Body(FieldDirection direction) => new(direction, FieldKind.Property, "");

    public static FieldSubject Header(FieldDirection direction, string name) => new(direction, FieldKind.Header, name);

    public static FieldSubject Part(FieldDirection direction, string name) => new(direction, FieldKind.Property, FieldPath.Of([name]));

    /// <summary>None for a parameter of the path: every caller of the operation sends it.</summary>
    public static FieldSubject? Parameter(ApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Query or ParameterLocation.QueryString => new FieldSubject(FieldDirection.Request, FieldKind.Query, parameter.Name),
        ParameterLocation.Header => Header(FieldDirection.Request, parameter.Name),
        ParameterLocation.Cookie => new FieldSubject(FieldDirection.Request, FieldKind.Cookie, parameter.Name),
        _ => null,
    };

    public static IReadOnlyList<FieldSubject> Of(FieldSubject? one) => one is null ? [] : [one];

    /// <param name="part">The part of the message that has the schema.</param>
    /// <param name="names">From there to the value, null for items.</param>
    public static FieldSubject Below(FieldSubject part, IEnumerable<string?> names) =>
        part.Kind == FieldKind.Property && part.Name.Length == 0 ? part with { Name = FieldPath.Property(FieldPath.Of(names)) ?? "" } : part;
}
