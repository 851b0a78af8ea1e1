using System.Text;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>Schemas written in a test, compiled at a fixed address.</summary>
internal static class TestSchemas
{
    public const string Uri = "contract:///openapi.json";

    public static CompileResult TryCompile(
        string json, SchemaDialect dialect = SchemaDialect.Draft202012, string fragment = "", SchemaCompileOptions? options = null)
    {
        var registry = new SchemaRegistry();
        registry.Add(Uri, Encoding.UTF8.GetBytes(json), dialect);
        return CompiledSchema.Compile(registry, Uri + fragment, options);
    }

    public static CompiledSchema Compile(
        string json, SchemaDialect dialect = SchemaDialect.Draft202012, string fragment = "", SchemaCompileOptions? options = null)
    {
        CompileResult result = TryCompile(json, dialect, fragment, options);
        result.Problems.ShouldAllBe(static p => p.IsWarning);
        return result.Schema.ShouldNotBeNull();
    }

    /// <summary>Both ways of asking must agree.</summary>
    public static bool Accepts(this CompiledSchema schema, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        bool valid = schema.IsValid(bytes);
        schema.Validate(bytes).IsValid.ShouldBe(valid);
        return valid;
    }

    public static IReadOnlyList<SchemaError> Errors(this CompiledSchema schema, string json, int maxErrors = 20)
    {
        ValidationResult result = schema.Validate(Encoding.UTF8.GetBytes(json), maxErrors);
        result.Input.ShouldBeNull();
        result.IsValid.ShouldBe(result.Errors.Count == 0);
        return result.Errors;
    }
}
