using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

/// <summary>Header fields of a test's request.</summary>
internal readonly struct TestHeaders((string Name, string Value)[] fields) : IHeaderFields
{
    public int Find(string name, out ReadOnlySpan<char> first)
    {
        (string, string Value)[] lines = Lines(name);
        first = lines.Length == 0 ? default : lines[0].Value;
        return lines.Length;
    }

    public ReadOnlySpan<char> Line(string name, int index) => Lines(name)[index].Value;

    private (string Name, string Value)[] Lines(string name) =>
        Array.FindAll(fields ?? [], field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Parameters as a test writes them down, and requests with their raw text.</summary>
internal static class ParameterWorld
{
    public static ParameterDescription Parameter(
        ParameterIn place, SerializationStyle style, bool explode, string schema, string name = "color", bool required = false) => new()
        {
            Name = name,
            In = place,
            Style = style,
            Explode = explode,
            Required = required,
            Schema = TestSchemas.Compile(schema),
        };

    public static ParameterDescription Query(string name, string schema, bool explode = true, SerializationStyle style = SerializationStyle.Form, bool required = false) =>
        Parameter(ParameterIn.Query, style, explode, schema, name, required);

    /// <summary>Both ways of asking, which must agree.</summary>
    public static IReadOnlyList<ParameterError> Check(
        this ParameterSet set, string query = "", string? path = null, params (string Name, string Value)[] headers)
    {
        Range[] values = path is null ? [] : [Range.All];
        RawRequest request = new() { Query = query, Path = path, PathValues = values };
        bool valid = set.IsValid(request, new TestHeaders(headers));
        IReadOnlyList<ParameterError> errors = set.Validate(request, new TestHeaders(headers));
        valid.ShouldBe(errors.Count == 0, string.Join("; ", errors));
        set.IsValid(request, new TestHeaders(headers)).ShouldBe(valid);
        return errors;
    }

    /// <summary>Checks one parameter given by its raw text at its place.</summary>
    public static IReadOnlyList<ParameterError> Check(this ParameterDescription parameter, string raw)
    {
        ParameterSet set = ParameterSet.Create([parameter], [parameter.Name]);
        return parameter.In switch
        {
            ParameterIn.Path => set.Check(path: raw),
            ParameterIn.Header => set.Check(headers: (parameter.Name.ToUpperInvariant(), raw)),
            ParameterIn.Cookie => set.Check(headers: ("cookie", raw)),
            _ => set.Check(raw),
        };
    }

    public static string[] Messages(this IReadOnlyList<ParameterError> errors) => [.. errors.Select(error => error.Error.Message)];
}
