using System.Collections.Concurrent;

namespace ZkRollup.Sequencer.Settlement.Tests;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingJournal : IL1Journal
{
    internal ConcurrentQueue<string> Notes { get; } = new();

    internal ConcurrentQueue<string> Warnings { get; } = new();

    internal string All => string.Join('\n', Notes.Concat(Warnings));

    public void Note(string message) => Notes.Enqueue(message);

    public void Warn(string message) => Warnings.Enqueue(message);
}
