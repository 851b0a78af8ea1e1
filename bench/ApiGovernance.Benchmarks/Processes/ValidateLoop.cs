using System.Globalization;
using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Contenders;

namespace ApiGovernance.Benchmarks.Processes;

/// <summary><c>validate-loop FOLDER SET N</c>: the whole life of a process that validates one body N times. bench/node/validate-loop.mjs is its twin.</summary>
internal static class ValidateLoop
{
    public static int Run(string folder, string name, int times)
    {
        BodySet set = ExportedBodies.Read(folder, name);
        Func<byte[], bool> judge = Validators.Ours.Prepare(set);
        if (!judge(set.Valid) || set.Invalid.Any(judge))
        {
            Console.Error.WriteLine($"{name}: wrong verdict");
            return 1;
        }

        int valid = 0;
        for (int i = 0; i < times; i++)
            valid += judge(set.Valid) ? 1 : 0;
        Console.WriteLine(valid.ToString(CultureInfo.InvariantCulture));
        return valid == times ? 0 : 1;
    }
}
