using System.Runtime.CompilerServices;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Reference;

/// <summary>§12 over records whose fields are within their ranges: money, positions, lists, masks.</summary>
internal sealed class ConservationAudit
{
    private readonly List<string> _violations;
    private readonly SortedDictionary<long, AccountRecord> _accounts = [];
    private readonly HashSet<long> _owners = [];
    private readonly SortedDictionary<(long Account, int Place), PositionRecord> _positions = [];
    private readonly SortedDictionary<(long Account, int Slot), SessionRecord> _sessions = [];
    private readonly SortedDictionary<long, OrderRecord> _orders = [];
    private readonly SortedDictionary<long, TermsRecord> _terms = [];
    private readonly HashSet<long> _limits = [];
    private readonly Dictionary<long, RiskRecord> _risks = [];
    private readonly Dictionary<long, BookRecord> _books = [];
    private readonly SortedDictionary<long, InsuranceRecord> _insurances = [];
    private TreasuryRecord _treasury;

    internal ConservationAudit(List<KeyValuePair<RecordAddress, Record>> records, List<string> violations)
    {
        _violations = violations;
        foreach ((RecordAddress address, Record record) in records)
        {
            Sort(address, record);
        }
    }

    internal void Run()
    {
        CheckPresence();
        if (_violations.Count == 0)
        {
            CheckMasks();
            CheckLists();
            CheckOpenOrders();
            CheckOpenLots();
            CheckPositions();
            CheckMoney();
        }
    }

    private void Sort(RecordAddress address, in Record record)
    {
        // Positions and sessions lie at multiples of 16 in their account's block.
        int place = (int)(address.Index % 16);
        long owner = address.Subtree switch
        {
            Subtree.Accounts => address.Index / RecordAddress.AccountStride,
            Subtree.Instruments => address.Index / RecordAddress.InstrumentStride,
            _ => address.Index,
        };
        switch (address.Class)
        {
            case RecordClass.Owner:
                _owners.Add(owner);
                break;
            case RecordClass.Account:
                _accounts.Add(owner, AccountRecord.FromRecord(record));
                break;
            case RecordClass.Position:
                _positions.Add((owner, place), PositionRecord.FromRecord(record));
                break;
            case RecordClass.Session:
                _sessions.Add((owner, place), SessionRecord.FromRecord(record));
                break;
            case RecordClass.Order:
                _orders.Add(owner, OrderRecord.FromRecord(record));
                break;
            case RecordClass.Terms:
                _terms.Add(owner, TermsRecord.FromRecord(record));
                break;
            case RecordClass.Limits:
                _limits.Add(owner);
                break;
            case RecordClass.Risk:
                _risks.Add(owner, RiskRecord.FromRecord(record));
                break;
            case RecordClass.Book:
                _books.Add(owner, BookRecord.FromRecord(record));
                break;
            case RecordClass.Insurance:
                _insurances.Add(owner, InsuranceRecord.FromRecord(record));
                break;
            case RecordClass.Treasury:
                _treasury = TreasuryRecord.FromRecord(record);
                break;
        }
    }

    /// <summary>Records that come together exist together.</summary>
    private void CheckPresence()
    {
        Require(_owners.SetEquals(_accounts.Keys), $"Records: {_owners.Count} owners and {_accounts.Count} accounts are not of the same.");
        foreach ((long instrument, TermsRecord terms) in _terms)
        {
            bool isWhole = _limits.Contains(instrument) && _risks.ContainsKey(instrument) && _insurances.ContainsKey(instrument);
            Require(isWhole, $"Records: instrument {instrument} of kind {terms.Kind} lacks limits, risk or insurance.");
        }

        int listed = _terms.Count;
        bool isNoneOver = _limits.Count == listed && _risks.Count == listed && _insurances.Count == listed;
        Require(isNoneOver, $"Records: {listed} terms, {_limits.Count} limits, {_risks.Count} risks, {_insurances.Count} insurances.");
        foreach (long instrument in _books.Keys)
        {
            Require(_terms.ContainsKey(instrument), $"Records: a book of instrument {instrument}, which is not listed.");
        }

        foreach (((long account, int place), PositionRecord position) in _positions)
        {
            Require(_accounts.ContainsKey(account), $"Records: position {place} of account {account}, which does not exist.");
            long instrument = position.Instrument.Value;
            Require(_terms.ContainsKey(instrument), $"Records: account {account} has a position in {instrument}, which is not listed.");
        }

        foreach ((long account, int slot) in _sessions.Keys)
        {
            Require(_accounts.ContainsKey(account), $"Records: session {slot} of account {account}, which does not exist.");
        }

        foreach ((long leaf, OrderRecord order) in _orders)
        {
            bool isKnown = _accounts.ContainsKey(order.Account.Value) && _terms.ContainsKey(order.Instrument.Value);
            Require(isKnown, $"Records: order {leaf} is of account {order.Account} in instrument {order.Instrument}.");
        }
    }

    /// <summary>§12, lists: masks and positions agree; no account has two positions in one instrument.</summary>
    private void CheckMasks()
    {
        foreach ((long account, AccountRecord record) in _accounts)
        {
            int mask = 0;
            HashSet<long> instruments = [];
            for (int place = 0; place < RecordAddress.Positions; place++)
            {
                if (_positions.TryGetValue((account, place), out PositionRecord position))
                {
                    mask |= 1 << place;
                    bool isFirst = instruments.Add(position.Instrument.Value);
                    Require(isFirst, $"Masks: account {account} has two positions in instrument {position.Instrument}.");
                }
            }

            Require(mask == record.PositionMask, $"Masks: account {account} has mask {record.PositionMask}, its positions make {mask}.");
        }
    }

    /// <summary>§12, lists: each live order is in exactly one list, which is sorted and knows its successors' prices.</summary>
    private void CheckLists()
    {
        HashSet<long> seen = [];
        foreach ((long instrument, BookRecord book) in _books)
        {
            Walk(instrument, Side.Buy, book.BidLeaf.Value, book.BidPrice.Value, seen);
            Walk(instrument, Side.Sell, book.AskLeaf.Value, book.AskPrice.Value, seen);
            bool isCrossed = book.BidLeaf != OrderLeaf.None && book.AskLeaf != OrderLeaf.None && book.BidPrice.Value >= book.AskPrice.Value;
            Require(!isCrossed, $"Lists: instrument {instrument} has a bid at {book.BidPrice} and an ask at {book.AskPrice}.");
        }

        foreach (long leaf in _orders.Keys)
        {
            Require(seen.Contains(leaf), $"Lists: order {leaf} is in no list.");
        }
    }

    private void Walk(long instrument, Side side, long leaf, long price, HashSet<long> seen)
    {
        long before = side == Side.Buy ? long.MaxValue : 0;
        while (leaf != 0)
        {
            if (!_orders.TryGetValue(leaf, out OrderRecord order) || !seen.Add(leaf))
            {
                _violations.Add($"Lists: the {side} list of instrument {instrument} comes to leaf {leaf}, which is absent or seen before.");
                return;
            }

            bool isIts = order.Instrument.Value == instrument && order.Side == side;
            Require(isIts, $"Lists: order {leaf} of {order.Instrument}, {order.Side}, is in the {side} list of instrument {instrument}.");
            Require(order.Price.Value == price, $"Lists: order {leaf} has price {order.Price}, its predecessor says {price}.");
            bool isSorted = side == Side.Buy ? order.Price.Value <= before : order.Price.Value >= before;
            Require(isSorted, $"Lists: order {leaf} at {order.Price} follows one at {before} in the {side} list of {instrument}.");
            before = order.Price.Value;
            leaf = order.NextLeaf.Value;
            price = order.NextPrice.Value;
        }

        Require(price == 0, $"Lists: the {side} list of instrument {instrument} ends with a next price of {price}.");
    }

    /// <summary>§12, lists: open orders.</summary>
    private void CheckOpenOrders()
    {
        Dictionary<long, int> counts = [];
        foreach (OrderRecord order in _orders.Values)
        {
            counts[order.Account.Value] = counts.GetValueOrDefault(order.Account.Value) + 1;
        }

        foreach ((long account, AccountRecord record) in _accounts)
        {
            int count = counts.GetValueOrDefault(account);
            Require(record.OpenOrders == count, $"Lists: account {account} says {record.OpenOrders} open orders, it has {count}.");
        }
    }

    /// <summary>§12, lists: open lots of the current epoch; those of another one are what nobody counts.</summary>
    private void CheckOpenLots()
    {
        Dictionary<(long Account, long Instrument, Side Side), long> lots = [];
        foreach (OrderRecord order in _orders.Values)
        {
            if (order.OrderEpoch == _accounts[order.Account.Value].OrderEpoch)
            {
                (long, long, Side) key = (order.Account.Value, order.Instrument.Value, order.Side);
                lots[key] = lots.GetValueOrDefault(key) + order.Quantity.Value;
            }
        }

        foreach (((long account, int _), PositionRecord position) in _positions)
        {
            bool isCurrent = position.LotsEpoch == _accounts[account].OrderEpoch;
            CheckSide(Side.Buy, isCurrent ? position.OpenBuys.Value : 0);
            CheckSide(Side.Sell, isCurrent ? position.OpenSells.Value : 0);

            void CheckSide(Side side, long said)
            {
                lots.Remove((account, position.Instrument.Value, side), out long found);
                Require(
                    said == found,
                    $"Lists: account {account} says {said} open lots to {side} in {position.Instrument}, its orders have {found}.");
            }
        }

        Require(lots.Count == 0, $"Lists: {lots.Count} accounts have orders in an instrument without a position there.");
    }

    /// <summary>§12, positions.</summary>
    private void CheckPositions()
    {
        Dictionary<long, (Int128 Long, Int128 Short)> sums = [];
        foreach (PositionRecord position in _positions.Values)
        {
            Count(position.Instrument.Value, position.Size.Value);
        }

        foreach ((long instrument, InsuranceRecord insurance) in _insurances)
        {
            Count(instrument, insurance.Inventory.Value);
            BookRecord book = _books.GetValueOrDefault(instrument);
            (Int128 longs, Int128 shorts) = sums[instrument];
            Require(book.LongLots.Value == longs, $"Positions: {instrument} says {book.LongLots} long lots, holders have {longs}.");
            Require(book.ShortLots.Value == shorts, $"Positions: {instrument} says {book.ShortLots} short lots, holders have {shorts}.");
            bool isSettled = _risks[instrument].Status == MarkStatus.Settled;
            Require(isSettled || longs == shorts, $"Positions: instrument {instrument} has {longs} long and {shorts} short lots.");
        }

        void Count(long instrument, long size)
        {
            (Int128 longs, Int128 shorts) = sums.GetValueOrDefault(instrument);
            sums[instrument] = (longs + long.Max(size, 0), shorts + long.Max(-size, 0));
        }
    }

    /// <summary>§12, money.</summary>
    private void CheckMoney()
    {
        Int128 cash = 0;
        Int128 held = 0;
        Int128 insured = 0;
        foreach (AccountRecord account in _accounts.Values)
        {
            cash += account.Cash.Value;
        }

        foreach (PositionRecord position in _positions.Values)
        {
            held += Worth(position.Instrument.Value, position.Size.Value, position.Snapshot.Value);
        }

        foreach ((long instrument, InsuranceRecord insurance) in _insurances)
        {
            held += Worth(instrument, insurance.Inventory.Value, insurance.Snapshot.Value);
            insured += insurance.Cash.Value + _books.GetValueOrDefault(instrument).Fees.Value;
        }

        long fund = _treasury.Fund.Value;
        long deposits = _treasury.NetDeposits.Value;
        Require(
            cash + held + insured + fund == deposits,
            $"Money: cash {cash}, holdings {held}, insurance and fees {insured}, fund {fund}; net deposits {deposits}.");
    }

    /// <summary>size·mark·multiplier + owed.</summary>
    private Int128 Worth(long instrument, long size, long snapshot)
    {
        RiskRecord risk = _risks[instrument];
        Int128 value = (Int128)size * risk.Mark.Value * _terms[instrument].Multiplier.Value;
        return value + ReferenceExchange.Owed(size, snapshot, risk);
    }

    private void Require(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref ViolationText violation)
    {
        if (!condition)
        {
            _violations.Add(violation.Take());
        }
    }
}
