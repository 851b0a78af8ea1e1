using System.Globalization;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary><c>ratios [--set NAME] [--rounds N] [--only TEXT]</c>: quick comparisons in one process.</summary>
internal static class RatiosCommand
{
    private const string Usage = "usage: ratios [--set schema|parameters|compile|reading] [--rounds N] [--only PART-OF-A-NAME]";

    public static int Run(string[] args)
    {
        string set = "schema";
        int? rounds = null;
        string? only = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--set" when value is not null:
                    set = value;
                    break;
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0:
                    rounds = number;
                    break;
                case "--only" when value is not null:
                    only = value;
                    break;
                default:
                    return Refuse($"cannot read '{args[i]}'");
            }
        }

        switch (set)
        {
            case "schema":
                SchemaRatios.Run(rounds ?? 100, only);
                return 0;
            case "parameters":
                return ParameterRatios.Run(rounds ?? 100);
            case "compile":
                return CompileRatios.Run(rounds ?? 40, only);
            case "reading":
                return ReadingRatios.Run(rounds ?? 9, only);
            default:
                return Refuse($"no set '{set}'");
        }
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine($"{reason}\n{Usage}");
        return 2;
    }
}
