-- A leader's confirmations of transfers for wrk: every request the next bill, paid in full.
--
--   wrk … -s pay.lua http://127.0.0.1:PORT/api/commands -- FIRST FEN COOKIE
--
-- FIRST is the number of the first bill, FEN what is due of each, COOKIE the leader's session.
-- What came of it is printed as one line of JSON after "RESULT".

require("result")

local bill, fen, head = 0, "", ""

function init(args)
  local here = wrk.host .. ":" .. wrk.port
  bill = tonumber(args[1]) - 1
  fen = args[2]
  head = "POST /api/commands HTTP/1.1\r\nHost: " .. here .. "\r\nOrigin: http://" .. here ..
    "\r\nCookie: " .. args[3] .. "\r\nContent-Type: application/json\r\nContent-Length: "
end

function request()
  bill = bill + 1
  local body = string.format('{"id":"bench-pay-%09d","type":"orders.confirm_transfer",' ..
    '"data":{"bill":%d,"amount_fen":%s,"note":""}}', bill, bill, fen)
  return head .. #body .. "\r\n\r\n" .. body
end
