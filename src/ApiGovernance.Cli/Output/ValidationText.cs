using ApiGovernance.Cli.Inputs;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Cli.Output;

/// <summary>A validation for people: where in the instance, what was expected and found, and which line of the schema wants it.</summary>
internal static class ValidationText
{
    public static void Write(TextWriter output, InstanceInput instance, ValidationResult result, int maxErrors)
    {
        if (result.Input is { } input)
        {
            output.WriteLine($"{instance.Name}:{input.Line}:{input.Column} error json {input.Message}");
            return;
        }

        foreach (SchemaError error in result.Errors)
        {
            string found = error.Found is null ? "" : $" Found {error.Found}.";
            string keyword = error.Keyword.Length == 0 ? "schema" : error.Keyword;
            output.WriteLine($"{instance.Place(error)} error {keyword} {error.Message}{found}");
            output.WriteLine($"  value: {(error.InstancePointer.Length == 0 ? "the whole text" : error.InstancePointer)}");
            output.WriteLine($"  schema: {error.Source?.ToString() ?? ""} {error.SchemaLocation[error.SchemaLocation.IndexOf('#', StringComparison.Ordinal)..]}");
            if (error.EvaluationPath.Contains("/$", StringComparison.Ordinal))
                output.WriteLine($"  by way of: {error.EvaluationPath}");
        }

        output.WriteLine(result.IsValid ? $"{instance.Name}: valid" : $"{instance.Name}: invalid, {Count(result.Errors.Count, maxErrors)}");
    }

    private static string Count(int errors, int maxErrors) =>
        errors >= maxErrors ? $"{errors} {(errors == 1 ? "error" : "errors")} told; there may be more (--max-errors)" : errors == 1 ? "1 error" : $"{errors} errors";
}
