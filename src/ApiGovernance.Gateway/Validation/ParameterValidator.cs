using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema.Parameters;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Holds path, query, header and cookie parameters against the contract.</summary>
internal static class ParameterValidator
{
    /// <returns>Null when all are as the contract says.</returns>
    /// <param name="exchange">The request.</param>
    /// <param name="maxErrors">How many errors are told.</param>
    /// <param name="strict">Whether query parameters that nobody declared are errors.</param>
    public static Problem? Validate(Exchange exchange, int maxErrors, bool strict)
    {
        ParameterSet set = strict ? exchange.Operation!.Parameters.Strict : exchange.Operation!.Parameters.Declared;
        HttpRequest request = exchange.Context.Request;
        RawRequest raw = new()
        {
            Path = exchange.Path.Raw,
            PathValues = exchange.PathValues,
            Query = request.QueryString.Value,
        };
        Fields fields = new(request.Headers);
        if (exchange.Observation is { } observation)
        {
            set.TryFindPresent(raw, fields, observation.Parameters, out bool undeclared);
            observation.HasUnknownParameters = undeclared;
        }

        if (set.IsValid(raw, fields))
            return null;
        ProblemError[] errors = [.. set.Validate(raw, fields, maxErrors).Select(ToProblem)];
        return new Problem(ProblemTypes.InvalidParameters, Sentence(errors)) { Members = [Problem.Member("errors", errors)] };
    }

    internal static ProblemError ToProblem(ParameterError error) => new(error.Error.Message)
    {
        Parameter = error.Name.Length == 0 ? null : error.Name,
        In = error.In == ParameterIn.QueryString ? "query" : error.In.ToString().ToLowerInvariant(),
        Pointer = error.ValuePointer.Length == 0 ? null : error.ValuePointer,
        Keyword = error.Error.SchemaLocation.Length == 0 ? null : error.Error.Keyword,
        Schema = error.Error.SchemaLocation.Length == 0 ? null : SchemaPlaces.Shown(error.Error.SchemaLocation),
        Source = error.Error.Source?.ToString(),
    };

    private static string Sentence(ProblemError[] errors) => errors switch
    {
        [{ Parameter: null, In: "cookie" }] => "The Cookie field is malformed.",
        [{ Parameter: null }] => "The query is malformed.",
        [var only] => $"The {only.In} parameter '{only.Parameter}' breaks the contract.",
        _ => $"{errors.Length} parameters break the contract.",
    };

    /// <summary>Header fields as the validator reads them.</summary>
    internal readonly struct Fields(IHeaderDictionary headers) : IHeaderFields
    {
        public int Find(string name, out ReadOnlySpan<char> first)
        {
            StringValues lines = headers[name];
            first = lines.Count == 0 ? default : lines[0];
            return lines.Count;
        }

        public ReadOnlySpan<char> Line(string name, int index) => headers[name][index];
    }
}
