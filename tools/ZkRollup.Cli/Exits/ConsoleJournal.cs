using ZkRollup.Sequencer.Settlement;

namespace ZkRollup.Cli.Exits;

/// <summary>What settlement does, to the user.</summary>
internal sealed class ConsoleJournal : IL1Journal
{
    public void Note(string message) => Console.WriteLine($"  {message}");

    public void Warn(string message) => Console.Error.WriteLine($"  {message}");
}
