namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>The two ways of asking agree, and the same question has the same answer twice.</summary>
public sealed class SelfAgreementTests
{
    private static readonly SchemaCases s_cases = new(
        20, new SchemaShape(SchemaDialect.Draft202012), new SchemaShape(SchemaDialect.Draft7), new SchemaShape(SchemaDialect.OpenApi31));

    [Fact]
    public void Validate_says_what_is_valid_says_and_has_errors_only_then() => Samples.Check(
        s_cases,
        2_500,
        static one =>
        {
            CompiledSchema schema = one.Compile();
            for (int i = 0; i < one.Instances.Count; i++)
            {
                byte[] json = one.Bytes(i);
                bool valid = schema.IsValid(json);
                ValidationResult result = schema.Validate(json);
                if (result.IsValid != valid || result.Input is not null || (result.Errors.Count == 0) != valid)
                    return $"{(valid ? "valid" : "invalid")}, but {result}: {one.Instances[i]}";
                // What the validator says when it cannot explain itself.
                if (result.Errors.Any(static error => error.Message.Contains("a defect of the validator", StringComparison.Ordinal)))
                    return $"unexplained: {one.Instances[i]}";
            }

            return null;
        },
        static one => one.ToString());

    [Fact]
    public void A_second_run_of_all_gives_the_same_answers() => Samples.Check(
        s_cases, 800, static one => Answers(one) == Answers(one) ? null : "other errors the second time", static one => one.ToString());

    private static string Answers(SchemaCase one)
    {
        CompiledSchema schema = one.Compile();
        return string.Join('\n', Enumerable.Range(0, one.Instances.Count).SelectMany(i => schema.Validate(one.Bytes(i)).Errors));
    }
}
