using System.Diagnostics;
using System.Globalization;
using ApiGovernance.Benchmarks.Contenders;
using ApiGovernance.Benchmarks.Ratios;

namespace ApiGovernance.Benchmarks.Processes;

/// <summary>Reads one document once in a process of its own, which is what a command-line tool does: cold, with everything compiled on the way.</summary>
internal static class ReadOnce
{
    public static int Run(string name, string file)
    {
        DocumentParser parser = DocumentParser.All.First(parser => parser.Name == name);
        byte[] bytes = File.ReadAllBytes(file);
        object result = parser.Read(Path.GetFileName(file), bytes);
        long cpu = CpuClock.Process();
        GC.KeepAlive(result);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cpu} {PeakBytes()}"));
        return 0;
    }

    /// <summary>Starts a process that reads <paramref name="file"/> and exits.</summary>
    public static (double Milliseconds, double PeakMegabytes) InOwnProcess(DocumentParser parser, string file)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, ArgumentList = { "read-once", parser.Name, file } };
        using Process process = Process.Start(start)!;
        string[] figures = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (double.Parse(figures[0], CultureInfo.InvariantCulture) / 1e6, double.Parse(figures[1], CultureInfo.InvariantCulture) / 1e6);
    }

    private static long PeakBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
