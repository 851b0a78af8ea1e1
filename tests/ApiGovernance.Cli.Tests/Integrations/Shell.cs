using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Integrations;

/// <summary>A shell with our `apigov` on its path, and programs that only note what they were asked.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TempFolder _programs = new();

    public Shell() => Program("apigov", $"exec {Apigov.ShellCommand} \"$@\"");

    /// <summary>Bash with the programs of the system that these scripts use.</summary>
    public static void RequireBash() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");

    /// <summary>Puts a script on the path.</summary>
    public void Program(string name, string script)
    {
        string file = _programs.Write(name, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Remove(string name) => File.Delete(_programs[name]);

    /// <summary>Runs a script as a job does.</summary>
    public Task<Ran> RunAsync(string folder, string script, IReadOnlyDictionary<string, string> environment, string options = "-eo") =>
        Apigov.OtherAsync("bash", folder, With(environment), "--noprofile", "--norc", options, "pipefail", "-c", script);

    public Task<Ran> StartAsync(string program, string folder, params string[] arguments) =>
        Apigov.OtherAsync(program, folder, With(new Dictionary<string, string>()), arguments);

    public void Dispose() => _programs.Dispose();

    private Dictionary<string, string> With(IReadOnlyDictionary<string, string> environment) => new(environment)
    {
        ["PATH"] = $"{_programs.Path}:{Environment.GetEnvironmentVariable("PATH")}",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_AUTHOR_NAME"] = "Test",
        ["GIT_AUTHOR_EMAIL"] = "test@example.com",
        ["GIT_COMMITTER_NAME"] = "Test",
        ["GIT_COMMITTER_EMAIL"] = "test@example.com",
    };
}
