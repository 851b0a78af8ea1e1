using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Fuzzing;

internal static class MutateCommand
{
    public static int Run(FuzzTarget target, ReadOnlySpan<string> options)
    {
        var folders = new List<string>();
        int seed = 1, count = 100_000;
        TimeSpan? limit = null;
        string failures = "fuzz-failures";
        for (int i = 0; i + 1 < options.Length; i += 2)
        {
            string value = options[i + 1];
            switch (options[i])
            {
                case "--corpus":
                    folders.Add(value);
                    break;
                case "--seed":
                    seed = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--count":
                    count = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--seconds":
                    limit = TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture));
                    break;
                case "--failures":
                    failures = value;
                    break;
                default:
                    Console.Error.WriteLine($"unknown option '{options[i]}'");
                    return 2;
            }
        }

        MutationRun run = MutationRun.Of(
            target, folders.SelectMany(static folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)), seed, count, limit);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {run.Inputs} inputs, seed {seed}, {run.Failures.Count} kinds of failure; slowest {run.SlowestTime.TotalMilliseconds:0} ms for {run.Slowest.Length} bytes"));
        foreach (FoundFailure failure in run.Failures)
            Console.WriteLine($"{Save(failures, target, failure.Input)}: {failure.Kind}\n{Indent(failure.Details)}");
        if (run.SlowestTime > TimeSpan.FromSeconds(1))
            Console.WriteLine($"{Save(failures, target, run.Slowest)}: slow");
        return run.Failures.Count == 0 ? 0 : 1;
    }

    private static string Save(string folder, FuzzTarget target, byte[] input)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..10]}");
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Take(8).Select(static line => "    " + line.TrimEnd()));
}
