using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Plan;

/// <summary>What `plan` and `apply` have in common.</summary>
internal sealed class FolderOptions
{
    private readonly Argument<string> _directory = new("directory") { Description = "The catalog folder" };

    private readonly Option<string> _prune = ChoiceOption.Create(
        "--prune", "managed", "What is deleted when the folder does not have it: what came from a folder before, nothing, or everything", ["managed", "none", "all"]);

    public IReadOnlyList<Symbol> Symbols => [_directory, _prune];

    public string Directory(CatalogCall call) => call.Get(_directory);

    public FolderRequest Read(CatalogCall call) => new(FolderUpload.Read(Directory(call))) { Prune = call.Get(_prune)! };
}
