using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>One schema compiled for both engines, which must never differ.</summary>
internal sealed class BothEngines
{
    private readonly CompiledSchema _tape;

    public BothEngines(string json, SchemaDialect dialect = SchemaDialect.Draft202012, SchemaCompileOptions? options = null)
    {
        options ??= SchemaCompileOptions.Default;
        Auto = TestSchemas.Compile(json, dialect, options: options with { Engine = SchemaEngine.Auto });
        _tape = TestSchemas.Compile(json, dialect, options: options with { Engine = SchemaEngine.Tape });
    }

    public CompiledSchema Auto { get; }

    public string Listing => Auto.Listing().ToString();

    public bool Accepts(string json, JsonInputLimits? limits = null) => Accepts(Encoding.UTF8.GetBytes(json), limits);

    public bool Accepts(byte[] json, JsonInputLimits? limits = null)
    {
        bool streamed = Auto.IsValid(json, limits);
        string shown = json.Length <= 300 ? Encoding.UTF8.GetString(json) : $"{json.Length} bytes";
        _tape.IsValid(json, limits).ShouldBe(streamed, shown);
        ValidationResult told = Auto.Validate(json, limits: limits);
        told.IsValid.ShouldBe(streamed, shown);
        if (!streamed && told.Input is null)
        {
            told.Errors.ShouldNotBeEmpty(shown);
            told.Errors.ShouldAllBe(static e => !e.Message.Contains("defect"), shown);
        }

        return streamed;
    }
}
