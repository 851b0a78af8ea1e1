using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Holds path, query, header and cookie parameters against the contract. Parameters that it does not name pass.</summary>
internal static class ParameterValidator
{
    [ThreadStatic]
    private static ParameterReader? threadReader;

    /// <returns>Null when all are as the contract says.</returns>
    public static Problem? Validate(Exchange exchange, int maxErrors)
    {
        IReadOnlyList<ParameterPlan> plans = exchange.Operation!.Parameters;
        if (plans.Count == 0)
            return null;
        ParameterReader reader = threadReader ??= new ParameterReader();
        QueryPairs.Read(exchange.Context.Request.QueryString.Value, reader.Query);
        List<ProblemError>? errors = null;
        foreach (ParameterPlan plan in plans)
        {
            if (Check(exchange, reader, plan) is { } found && (errors ??= []).Count < maxErrors)
                errors.AddRange(found.Take(maxErrors - errors.Count));
        }

        return errors is null
            ? null
            : new Problem(ProblemTypes.InvalidParameters, Sentence(errors)) { Members = [Problem.Member("errors", errors)] };
    }

    private static string Sentence(List<ProblemError> errors) => errors.Count == 1
        ? $"The {errors[0].In} parameter '{errors[0].Parameter}' breaks the contract."
        : $"{errors.Count} parameters break the contract.";

    private static IReadOnlyList<ProblemError>? Check(Exchange exchange, ParameterReader reader, ParameterPlan plan)
    {
        HttpRequest request = exchange.Context.Request;
        switch (plan.In)
        {
            case ParameterLocation.Path:
                return CheckText(reader, plan, exchange.PathValues[plan.PathIndex]);
            case ParameterLocation.Header:
                StringValues header = request.Headers[plan.Name];
                return header.Count == 0 ? Missing(plan) : CheckText(reader, plan, header.Count == 1 ? header[0]! : string.Join(',', header!));
            case ParameterLocation.Cookie:
                return request.Cookies.TryGetValue(plan.Name, out string? cookie) ? CheckText(reader, plan, cookie) : Missing(plan);
            default:
                return CheckQuery(exchange, reader, plan);
        }
    }

    private static IReadOnlyList<ProblemError>? CheckText(ParameterReader reader, ParameterPlan plan, string text)
    {
        ValidationResult? last = null;
        foreach (ParameterShape shape in plan.Shapes)
        {
            if (!reader.TryReadText(plan, shape, text, out ReadOnlySpan<byte> json))
                continue;
            if (IsValid(plan, json, ref last))
                return null;
        }

        return Invalid(plan, last);
    }

    private static IReadOnlyList<ProblemError>? CheckQuery(Exchange exchange, ParameterReader reader, ParameterPlan plan)
    {
        ValidationResult? last = null;
        if (plan.Parameter.Style == ParameterStyle.DeepObject)
        {
            var deep = QueryObjects.Deep(reader.Query, plan.Name);
            return deep.Count == 0 ? Missing(plan) : IsValid(plan, reader.ReadPairs(plan, deep), ref last) ? null : Invalid(plan, last);
        }

        List<ReadOnlyMemory<char>> values = reader.QueryValues(plan.Name);
        if (values.Count == 0 && plan.IsSpread)
        {
            var spread = QueryObjects.Spread(reader.Query, exchange.Operation!.Parameters);
            return spread.Count == 0 ? Missing(plan) : IsValid(plan, reader.ReadPairs(plan, spread), ref last) ? null : Invalid(plan, last);
        }

        if (values.Count == 0)
            return Missing(plan);
        if (values.Count == 1 && values[0].IsEmpty && plan.Parameter.AllowEmptyValue)
            return null;
        if (values.Count > 1 && !plan.Shapes.Contains(ParameterShape.Array))
            return [Error(plan, "is given more than once")];
        foreach (ParameterShape shape in plan.Shapes)
        {
            if (!reader.TryReadQuery(plan, shape, values, out ReadOnlySpan<byte> json))
                continue;
            if (IsValid(plan, json, ref last))
                return null;
        }

        return Invalid(plan, last);
    }

    private static bool IsValid(ParameterPlan plan, ReadOnlySpan<byte> json, ref ValidationResult? last)
    {
        if (plan.Schema is not { } schema || schema.IsValid(json))
            return true;
        last = schema.Validate(json, maxErrors: 5);
        return last.IsValid;
    }

    private static ProblemError[]? Missing(ParameterPlan plan) => plan.Parameter.Required ? [Error(plan, "is required")] : null;

    private static IReadOnlyList<ProblemError> Invalid(ParameterPlan plan, ValidationResult? result)
    {
        if (result is null)
            return [Error(plan, $"is not written in the style '{char.ToLowerInvariant(plan.Parameter.Style.ToString()[0])}{plan.Parameter.Style.ToString()[1..]}'")];
        if (result.Input is { } input)
            return [Error(plan, $"is not valid JSON: {input.Message}")];
        return [.. result.Errors.Select(error => Error(plan, error.Message) with
        {
            Keyword = error.Keyword,
            Schema = SchemaPlaces.Shown(error.SchemaLocation),
            Pointer = error.InstancePointer.Length == 0 ? null : error.InstancePointer,
        })];
    }

    private static ProblemError Error(ParameterPlan plan, string detail) => new(detail) { Parameter = plan.Name, In = plan.Place };
}
