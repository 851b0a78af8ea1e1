using System.Globalization;
using ApiGovernance.Fuzzing;
using SharpFuzz;

// docs/operations/fuzzing.md says how each is used.
if (args is ["instrument", .. var assemblies] && assemblies.Length > 0)
{
    foreach (string assembly in assemblies)
        Fuzzer.Instrument(assembly, static _ => true, Options.Value);
    return 0;
}

if (args is not [var mode, var name, .. var rest] || FuzzTarget.Find(name) is not { } target)
{
    Console.Error.WriteLine("""
        usage: ApiGovernance.Fuzzing mutate TARGET [--corpus FOLDER]... [--seed N] [--count N] [--seconds N] [--failures FOLDER]
               ApiGovernance.Fuzzing run TARGET FILE...          one process, the files in order
               ApiGovernance.Fuzzing afl TARGET                  under afl-fuzz
               ApiGovernance.Fuzzing libfuzzer TARGET            under libfuzzer-dotnet
               ApiGovernance.Fuzzing instrument ASSEMBLY...      prepares assemblies for the two above
        """);
    foreach (FuzzTarget one in FuzzTarget.All)
        Console.Error.WriteLine($"  {one.Name,-10} {one.About}");
    return 2;
}

switch (mode)
{
    case "mutate":
        return MutateCommand.Run(target, rest);
    case "run":
        foreach (string file in rest)
            target.Run(File.ReadAllBytes(file));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rest.Length} inputs, none failed"));
        return 0;
    case "afl":
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            target.Run(copy.ToArray());
        });
        return 0;
    case "libfuzzer":
        Fuzzer.LibFuzzer.Run(bytes => target.Run(bytes.ToArray()));
        return 0;
    default:
        Console.Error.WriteLine($"unknown mode '{mode}'");
        return 2;
}
