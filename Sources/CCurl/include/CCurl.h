#ifndef SLUICE_CCURL_H
#define SLUICE_CCURL_H

/* The type checks of <curl/typecheck-gcc.h> look at literal options only; ours are arguments. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* libcurl is not linked but opened when it is first needed: the thirty libraries that it stands on take longer to load
   than all else of a program, and most of what a program does needs no network. */
#define CCURL_FUNCTIONS(use)                                                                                     \
    use(version) use(global_init) use(easy_init) use(easy_reset) use(easy_cleanup) use(easy_pause)               \
    use(easy_setopt) use(easy_getinfo) use(easy_strerror) use(multi_init) use(multi_cleanup) use(multi_setopt)   \
    use(multi_add_handle) use(multi_remove_handle) use(multi_perform) use(multi_poll) use(multi_wakeup)          \
    use(multi_info_read) use(multi_strerror) use(slist_append) use(slist_free_all)

struct CCurl_Functions {
#define CCURL_MEMBER(name) __typeof__(curl_##name) *name;
    CCURL_FUNCTIONS(CCURL_MEMBER)
};

extern struct CCurl_Functions CCurl_functions;

/* Opens libcurl. Gives null, or why it cannot be had. To be called once, before all else. */
const char *CCurl_load(void);

static inline const char *CCurl_version(void) { return CCurl_functions.version(); }
static inline CURLcode CCurl_initialize(void) { return CCurl_functions.global_init(CURL_GLOBAL_DEFAULT); }
static inline CURL *CCurl_makeEasy(void) { return CCurl_functions.easy_init(); }
static inline void CCurl_resetEasy(CURL *easy) { CCurl_functions.easy_reset(easy); }
static inline void CCurl_freeEasy(CURL *easy) { CCurl_functions.easy_cleanup(easy); }
static inline void CCurl_unpause(CURL *easy) { CCurl_functions.easy_pause(easy, CURLPAUSE_CONT); }
static inline const char *CCurl_meaning(CURLcode code) { return CCurl_functions.easy_strerror(code); }

static inline CURLM *CCurl_makeMulti(void) { return CCurl_functions.multi_init(); }
static inline void CCurl_freeMulti(CURLM *multi) { CCurl_functions.multi_cleanup(multi); }
static inline CURLMcode CCurl_add(CURLM *multi, CURL *easy) { return CCurl_functions.multi_add_handle(multi, easy); }
static inline void CCurl_remove(CURLM *multi, CURL *easy) { CCurl_functions.multi_remove_handle(multi, easy); }
static inline CURLMcode CCurl_perform(CURLM *multi) {
    int running;
    return CCurl_functions.multi_perform(multi, &running);
}
static inline void CCurl_poll(CURLM *multi, int milliseconds) {
    CCurl_functions.multi_poll(multi, 0, 0, milliseconds, 0);
}
static inline void CCurl_wake(CURLM *multi) { CCurl_functions.multi_wakeup(multi); }
static inline const char *CCurl_multiMeaning(CURLMcode code) { return CCurl_functions.multi_strerror(code); }

static inline struct curl_slist *CCurl_append(struct curl_slist *list, const char *line) {
    return CCurl_functions.slist_append(list, line);
}
static inline void CCurl_freeList(struct curl_slist *list) { CCurl_functions.slist_free_all(list); }

/* Setters and getters are variadic, which Swift cannot call: one wrapper for each class of argument. */
static inline CURLcode CCurl_setLong(CURL *easy, CURLoption option, long value) {
    return CCurl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setOffset(CURL *easy, CURLoption option, curl_off_t value) {
    return CCurl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setString(CURL *easy, CURLoption option, const char *value) {
    return CCurl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setPointer(CURL *easy, CURLoption option, void *value) {
    return CCurl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setList(CURL *easy, CURLoption option, struct curl_slist *value) {
    return CCurl_functions.easy_setopt(easy, option, value);
}

typedef size_t (*CCurl_DataCallback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*CCurl_SeekCallback)(void *context, curl_off_t offset, int origin);
static inline CURLcode CCurl_setDataCallback(CURL *easy, CURLoption option, CCurl_DataCallback callback) {
    return CCurl_functions.easy_setopt(easy, option, callback);
}
static inline CURLcode CCurl_setSeekCallback(CURL *easy, CCurl_SeekCallback callback) {
    return CCurl_functions.easy_setopt(easy, CURLOPT_SEEKFUNCTION, callback);
}

/* Called before each time that the request is sent. */
static inline CURLcode CCurl_setSendCallback(CURL *easy, curl_prereq_callback callback) {
    return CCurl_functions.easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}
/* libcurl keeps a copy. */
static inline CURLcode CCurl_setPostedBytes(CURL *easy, const void *bytes, curl_off_t count) {
    CURLcode code = CCurl_functions.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code ? code : CCurl_functions.easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode CCurl_getLong(CURL *easy, CURLINFO info, long *value) {
    return CCurl_functions.easy_getinfo(easy, info, value);
}
static inline CURLcode CCurl_getOffset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return CCurl_functions.easy_getinfo(easy, info, value);
}
static inline CURLcode CCurl_getPointer(CURL *easy, CURLINFO info, char **value) {
    return CCurl_functions.easy_getinfo(easy, info, value);
}

static inline CURLMcode CCurl_setMultiLong(CURLM *multi, CURLMoption option, long value) {
    return CCurl_functions.multi_setopt(multi, option, value);
}

/* The result of a message is in a union. Gives the next transfer that ended, or null. */
static inline CURL *CCurl_nextDone(CURLM *multi, CURLcode *result) {
    int left;
    CURLMsg *message;
    while ((message = CCurl_functions.multi_info_read(multi, &left)))
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    return 0;
}

/* Names the calling thread, for debuggers and top. prctl is variadic, and Linux's alone. */
static inline void CCurl_nameThread(const char *name) {
#ifdef __linux__
    prctl(PR_SET_NAME, name, 0, 0, 0);
#else
    (void)name;
#endif
}

#endif
