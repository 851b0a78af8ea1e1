using System.Diagnostics;
using System.Globalization;
using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Ratios;

namespace ApiGovernance.Benchmarks.Processes;

/// <summary>
/// <c>beside-ajv SCRIPT [ROUNDS]</c>: processes that parse and validate the same bytes, ours and node with ajv, in turns. Counted is the
/// processor time (user and system, all threads) that the kernel charged to each process.
/// </summary>
internal static class BesideAjv
{
    private const long BytesPerRun = 250_000_000;

    public static int Run(string script, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("apigov-ajv").FullName;
        ExportedBodies.Write(folder, BodySet.All());
        Console.WriteLine("| parse and validate | documents | ours us | ajv us | ajv / ours | with start-up | start-up ms, ours | ajv |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (BodySet set in BodySet.All())
            Console.WriteLine(Compare(set, folder, script, rounds));
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static string Compare(BodySet set, string folder, string script, int rounds)
    {
        int documents = (int)Math.Min(400_000, BytesPerRun / set.Valid.Length);
        List<(double Ours, double Ajv, double OursStart, double AjvStart)> all = [];
        for (int round = 0; round < rounds; round++)
        {
            double oursStart = Ours(1);
            double ajvStart = Ajv(1);
            double ours = Ours(documents);
            double ajv = Ajv(documents);
            if (double.IsNaN(ours + ajv + oursStart + ajvStart))
                return $"| {set.Name} | wrong verdict | | | | | | |";
            all.Add((ours, ajv, oursStart, ajvStart));
        }

        double oursEach = Median(all.Select(one => (one.Ours - one.OursStart) / (documents - 1)));
        double ajvEach = Median(all.Select(one => (one.Ajv - one.AjvStart) / (documents - 1)));
        double ratio = Median(all.Select(one => (one.Ajv - one.AjvStart) / (one.Ours - one.OursStart)));
        double whole = Median(all.Select(one => one.Ajv / one.Ours));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {set.Name}, {set.Valid.Length} bytes | {documents} | {oursEach:F2} | {ajvEach:F2} | {ratio:F2} | {whole:F2} | {Median(all.Select(one => one.OursStart)) / 1000:F0} | {Median(all.Select(one => one.AjvStart)) / 1000:F0} |");

        double Ours(int times) => Spend(Environment.ProcessPath!, "validate-loop", folder, set.Name, $"{times}");
        double Ajv(int times) => Spend("node", script, folder, set.Name, $"{times}");
    }

    /// <summary>Microseconds; not a number when the process says that a verdict was wrong.</summary>
    private static double Spend(string program, params string[] arguments)
    {
        long before = CpuClock.Children();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (CpuClock.Children() - before) / 1000.0 : double.NaN;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
