using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Commands;

/// <summary>Where the planes listen; the same two options on serve and demo.</summary>
internal sealed class ListenOptions
{
    public Option<Uri> Gateway { get; } = UrlOption.Create("--gateway", "http://127.0.0.1:8080", "Address of the gateway (port 0: a free one)");

    public Option<Uri> ControlPlane { get; } = UrlOption.Create("--control-plane", "http://127.0.0.1:8081", "Address of the control plane (port 0: a free one)");
}
