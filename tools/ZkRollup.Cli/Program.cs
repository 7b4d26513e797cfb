using System.CommandLine;
using ZkRollup.Cli.Demo;

RootCommand root = new("zkr: the command line of ZkRollup.") { DemoCommand.Create() };
return await root.Parse(args).InvokeAsync();
