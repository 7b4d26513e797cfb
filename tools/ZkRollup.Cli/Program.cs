using System.CommandLine;
using ZkRollup.Cli.Batches;
using ZkRollup.Cli.Demo;
using ZkRollup.Cli.Exits;
using ZkRollup.Cli.Proofs;

RootCommand root = new("zkr: the command line of ZkRollup.")
{
    DemoCommand.Create(),
    SetupCommand.Create(),
    ProveCommand.Create(),
    VerifyCommand.Create(),
    MakeBatchesCommand.Create(),
    ProveBatchCommand.Create(),
    VerifyBatchCommand.Create(),
    MakeVerifierCommand.Create(),
    BenchProofCommand.Create(),
    LayoutCommand.Create(),
    RestoreCommand.Create(),
    ExitCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
