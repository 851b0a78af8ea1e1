using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ApiGovernance.Testing;
using Xunit.Sdk;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// ajv in one node process: cases go in and answers come out as lines. Its modules are installed as locked, once, into a folder of
/// their own outside the repository.
/// </summary>
internal sealed class AjvProcess : IDisposable
{
    private static readonly string[] s_files = ["package.json", "package-lock.json", "validate.js"];

    private readonly Process _process;

    private AjvProcess(Process process) => _process = process;

    /// <summary>Skips the test where node or npm is missing or ajv cannot be installed.</summary>
    public static async Task<AjvProcess> StartAsync(CancellationToken cancellation)
    {
        string folder = await InstallAsync(cancellation);
        return new AjvProcess(Start("node", folder, "validate.js"));
    }

    /// <summary>Ajv's answers in the order of the cases: a digit per instance, or '!' and why it cannot compile the schema.</summary>
    /// <param name="allErrors">Ajv's option of that name, which makes it write other code; it must not change the answers.</param>
    public async Task<IReadOnlyList<string>> AnswerAsync(IReadOnlyList<SchemaCase> cases, bool allErrors, CancellationToken cancellation)
    {
        Task writing = WriteAsync(cases, allErrors, cancellation);
        var answers = new List<string>(cases.Count);
        while (answers.Count < cases.Count)
        {
            answers.Add(await _process.StandardOutput.ReadLineAsync(cancellation)
                ?? throw new InvalidOperationException($"node ended: {await _process.StandardError.ReadToEndAsync(cancellation)}"));
        }

        await writing;
        return answers;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task WriteAsync(IReadOnlyList<SchemaCase> cases, bool allErrors, CancellationToken cancellation)
    {
        foreach (SchemaCase one in cases)
        {
            string line = JsonSerializer.Serialize(new
            {
                draft = one.Dialect == SchemaDialect.Draft7 ? "7" : "2020-12",
                allErrors,
                schema = one.SchemaText,
                instances = one.Instances,
            });
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        }

        await _process.StandardInput.FlushAsync(cancellation);
    }

    private static async Task<string> InstallAsync(CancellationToken cancellation)
    {
        string source = RepositoryPaths.At("tests/ApiGovernance.JsonSchema.Tests/Differential/ajv");
        string hash = Convert.ToHexStringLower(SHA256.HashData(s_files.SelectMany(file => File.ReadAllBytes(Path.Combine(source, file))).ToArray()))[..12];
        string folder = Path.Combine(Path.GetTempPath(), $"apigovernance-ajv-{Environment.UserName}-{hash}");
        string done = Path.Combine(folder, "installed");
        if (File.Exists(done))
            return folder;
        Directory.CreateDirectory(folder);
        foreach (string file in s_files)
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        using Process npm = Start("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        Task<string> output = npm.StandardOutput.ReadToEndAsync(cancellation);
        string errors = await npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
            throw SkipException.ForSkip($"ajv cannot be installed: {errors} {await output}".ReplaceLineEndings(" "));
        await File.WriteAllTextAsync(done, "", cancellation);
        return folder;
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw SkipException.ForSkip($"{program} does not start.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw SkipException.ForSkip($"{program} is not there ({e.Message}): the second opinion of ajv needs Node.js 18 or later with npm.");
        }
    }
}
