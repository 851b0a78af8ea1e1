using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Contenders;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Observation;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Validating each body beside tokenizing it, parsing it and validating it with other libraries.</summary>
internal static class SchemaRatios
{
    public static void Run(int rounds, string? only)
    {
        List<(string, IReadOnlyList<RatioResult>)> all = [];
        foreach (BodySet set in BodySet.All().Where(set => only is null || set.Name.Contains(only, StringComparison.Ordinal)))
        {
            IReadOnlyList<RatioResult> results = RatioRun.Measure(Contenders(set), rounds);
            Console.Write(RatioTable.Write($"{set.Name}: {set.Valid.Length} bytes", results));
            all.Add(($"{set.Name}, {set.Valid.Length} bytes", results));
        }

        Console.Write(RatioSummary.Write("All, x Utf8JsonReader", all, result => result.Ratio));
    }

    private static List<Contender> Contenders(BodySet set)
    {
        byte[] valid = set.Valid;
        List<Contender> contenders =
        [
            new("Utf8JsonReader", () => Readers.Tokenize(valid)),
            new("JsonDocument.Parse", () => Readers.Parse(valid)),
            .. Validators.All.Select(validator => Of(validator, set)),
        ];
        CompiledSchema schema = set.Schema.Compile();
        foreach (SchemaError error in schema.Validate(valid).Errors)
            Console.Error.WriteLine($"{set.Name}: {error.InstancePointer} {error.SchemaLocation}: {error.Message}");
        byte[] invalid = set.Invalid[0];
        contenders.Insert(4, new Contender("ours, IsValid, one fault", () => schema.IsValid(invalid)));
        contenders.Insert(5, new Contender("ours, Validate, one fault", () => schema.Validate(invalid)));
        FieldUsage usage = new();
        contenders.Insert(6, new Contender("ours, IsValid, noting field usage", () => schema.IsValid(valid, usage)));
        return contenders;
    }

    /// <summary>A figure only for who judges the valid body and every broken one rightly.</summary>
    private static Contender Of(Validator validator, BodySet set)
    {
        try
        {
            Func<byte[], bool> judge = validator.Prepare(set);
            if (!judge(set.Valid))
                return Contender.WithoutFigure(validator.Name, "refuses the valid body");
            int missed = set.Invalid.Count(judge);
            if (missed > 0)
                return Contender.WithoutFigure(validator.Name, $"accepts {missed} of {set.Invalid.Count} invalid bodies");
            byte[] valid = set.Valid;
            return new Contender(validator.Name, () => judge(valid)) { Quota = validator.Quota };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Contender.WithoutFigure(validator.Name, $"cannot read the schema ({e.GetType().Name})");
        }
    }
}
