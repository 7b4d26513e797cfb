using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Bench.Exchange;

/// <summary>Plays a recording to a new engine, with its log of transitions on.</summary>
/// <remarks>The log is swapped for an empty one whenever it is half full: who makes witnesses reads it elsewhere.</remarks>
internal sealed class VenuePlayer
{
    private const int LogWords = 1 << 20;

    private readonly Venue _venue;
    private readonly VenueRecording _recording;
    private readonly EventBuffer _events = new(1_024);
    private TransitionLog _spare = new(LogWords);
    private ExchangeEngine? _engine;

    internal VenuePlayer(Venue venue, VenueRecording recording)
    {
        _venue = venue;
        _recording = recording;
    }

    /// <summary>Makes an engine and plays what comes before the measured part.</summary>
    internal void Prepare()
    {
        _engine = _venue.Open(LogWords);
        for (int place = 0; place < _recording.From; place++)
        {
            Apply(place);
        }
    }

    /// <summary>Plays the measured part; it must happen what happened when it was recorded.</summary>
    internal void Play()
    {
        int trades = 0;
        int rejections = 0;
        for (int place = _recording.From; place < _recording.Tape.Count; place++)
        {
            rejections += Apply(place) == Cause.Accepted ? 0 : 1;
            foreach (ref readonly ExchangeEvent item in _events.Events)
            {
                trades += item.Kind == EventKind.Trade ? 1 : 0;
            }
        }

        if ((trades, rejections) != (_recording.Trades, _recording.Rejections))
        {
            throw new InvalidOperationException(
                $"{trades} fills and {rejections} rejections instead of {_recording.Trades} and {_recording.Rejections}.");
        }
    }

    /// <summary>Applies one transaction of the measured part.</summary>
    internal void ApplyMeasured(int index) => Apply(_recording.From + index);

    private Cause Apply(int place)
    {
        _events.Clear();
        Cause cause = _recording.Tape.Apply(_engine!, place, _events);
        if (_engine!.Log!.Count > LogWords / 2)
        {
            _spare.Clear();
            _spare = _engine.SwapLog(_spare);
        }

        return cause;
    }
}
